"""The names of months, by language, as phones write them.

Source: Unicode CLDR 45 (cldr.unicode.org), full and short names, both cases; without the dot, in lower case, with
a few short forms that phones wrote before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

_NAMES: Final = """
en: january/jan february/feb march/mar april/apr may june/jun july/jul august/aug september/sep/sept october/oct
  november/nov december/dec
de: januar/jan/jän/jänner februar/feb märz/mär/mrz april/apr mai juni/jun juli/jul august/aug september/sept/sep
  oktober/okt november/nov dezember/dez
fr: janvier/janv février/févr/fev/fév mars avril/avr mai juin juillet/juil/jul août septembre/sept octobre/oct
  novembre/nov décembre/déc
es: enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago septiembre/sept/sep/setiembre
  octubre/oct noviembre/nov diciembre/dic
it: gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set/sett
  ottobre/ott novembre/nov dicembre/dic
pt: janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out
  novembro/nov dezembro/dez
nl: januari/jan februari/feb maart/mrt/mar april/apr mei juni/jun juli/jul augustus/aug september/sep/sept
  oktober/okt november/nov december/dec
sv: januari/jan februari/feb mars/mar april/apr maj juni/jun juli/jul augusti/aug september/sep oktober/okt
  november/nov december/dec
da: januar/jan februar/feb marts/mar april/apr maj juni/jun juli/jul august/aug september/sep oktober/okt
  november/nov december/dec
nb: januar/jan februar/feb mars/mar april/apr mai juni/jun juli/jul august/aug september/sep oktober/okt
  november/nov desember/des
fi: tammikuuta/tammi/tammikuu helmikuuta/helmi/helmikuu maaliskuuta/maalis/maaliskuu huhtikuuta/huhti/huhtikuu
  toukokuuta/touko/toukokuu kesäkuuta/kesä/kesäkuu heinäkuuta/heinä/heinäkuu elokuuta/elo/elokuu
  syyskuuta/syys/syyskuu lokakuuta/loka/lokakuu marraskuuta/marras/marraskuu joulukuuta/joulu/joulukuu
pl: stycznia/sty/styczeń lutego/lut/luty marca/mar/marzec kwietnia/kwi/kwiecień maja/maj czerwca/cze/czerwiec
  lipca/lip/lipiec sierpnia/sie/sierpień września/wrz/wrzesień października/paź/październik listopada/lis/listopad
  grudnia/gru/grudzień
cs: ledna/led/leden února/úno/únor března/bře/březen dubna/dub/duben května/kvě/květen června/čvn/červen
  července/čvc/červenec srpna/srp/srpen září/zář října/říj/říjen listopadu/lis/listopad prosince/pro/prosinec
sk: januára/jan/január februára/feb/február marca/mar/marec apríla/apr/apríl mája/máj júna/jún júla/júl
  augusta/aug/august septembra/sep/september októbra/okt/október novembra/nov/november decembra/dec/december
hu: január/jan február/febr március/márc április/ápr május/máj június/jún július/júl augusztus/aug szeptember/szept
  október/okt november/nov december/dec
ro: ianuarie/ian februarie/feb martie/mar aprilie/apr mai iunie/iun iulie/iul august/aug septembrie/sept
  octombrie/oct noiembrie/nov decembrie/dec
hr: siječnja/sij/siječanj veljače/velj/veljača ožujka/ožu/ožujak travnja/tra/travanj svibnja/svi/svibanj
  lipnja/lip/lipanj srpnja/srp/srpanj kolovoza/kol/kolovoz rujna/ruj/rujan listopada/lis/listopad
  studenoga/stu/studeni prosinca/pro/prosinac
sl: januar/jan februar/feb marec/mar april/apr maj junij/jun julij/jul avgust/avg september/sep oktober/okt
  november/nov december/dec
ru: января/янв/январь февраля/февр/февраль/фев марта/мар/март апреля/апр/апрель мая/май июня/июн/июнь июля/июл/июль
  августа/авг/август сентября/сент/сентябрь/сен октября/окт/октябрь ноября/нояб/ноябрь/ноя декабря/дек/декабрь
uk: січня/січ/січень лютого/лют/лютий березня/бер/березень квітня/квіт/квітень травня/трав/травень
  червня/черв/червень липня/лип/липень серпня/серп/серпень вересня/вер/вересень жовтня/жовт/жовтень
  листопада/лист/листопад грудня/груд/грудень
bg: януари/яну февруари/фев март април/апр май юни юли август/авг септември/сеп октомври/окт ноември/ное
  декември/дек
el: ιανουαρίου/ιαν/ιανουάριοσ φεβρουαρίου/φεβ/φεβρουάριοσ μαρτίου/μαρ/μάρτιοσ/μάρ απριλίου/απρ/απρίλιοσ
  μαΐου/μαΐ/μάιοσ/μάι ιουνίου/ιουν/ιούνιοσ/ιούν ιουλίου/ιουλ/ιούλιοσ/ιούλ αυγούστου/αυγ/αύγουστοσ/αύγ
  σεπτεμβρίου/σεπ/σεπτέμβριοσ οκτωβρίου/οκτ/οκτώβριοσ νοεμβρίου/νοε/νοέμβριοσ/νοέ δεκεμβρίου/δεκ/δεκέμβριοσ
tr: ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas
  aralık/ara
lt: sausio/saus/sausis vasario/vas/vasaris kovo/kov/kovas balandžio/bal/balandis gegužės/geg/gegužė
  birželio/birž/birželis liepos/liep/liepa rugpjūčio/rugp/rugpjūtis rugsėjo/rugs/rugsėjis spalio/spal/spalis
  lapkričio/lapkr/lapkritis gruodžio/gruod/gruodis
lv: janvāris/janv februāris/febr marts aprīlis/apr maijs jūnijs/jūn jūlijs/jūl augusts/aug septembris/sept
  oktobris/okt novembris/nov decembris/dec
et: jaanuar/jaan veebruar/veebr märts aprill/apr mai juuni juuli august/aug september/sept oktoober/okt november/nov
  detsember/dets
is: janúar/jan febrúar/feb mars/mar apríl/apr maí júní/jún júlí/júl ágúst/ágú september/sep október/okt nóvember/nóv
  desember/des
ca: gener/gen febrer/febr març abril/abr maig juny juliol/jul agost/ag setembre/set octubre/oct novembre/nov
  desembre/des
id: januari/jan februari/feb maret/mar april/apr mei juni/jun juli/jul agustus/agu september/sep oktober/okt
  november/nov desember/des
ar: يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
he: ינואר/ינו פברואר/פבר מרץ אפריל/אפר מאי יוני יולי אוגוסט/אוג ספטמבר/ספט אוקטובר/אוק נובמבר/נוב דצמבר/דצמ
"""
"""A line per language (two blanks go on with it): twelve months, other names of one behind a slash."""


def _languages() -> Mapping[str, Mapping[str, int]]:
    lines = _NAMES.replace("\n  ", " ").strip().splitlines()
    return {
        language: {name: number for number, names in enumerate(rest.split(), 1) for name in names.split("/")}
        for language, _, rest in (line.partition(": ") for line in lines)
    }


LANGUAGES: Final = _languages()
"""Language -> name of a month in lower case -> its number."""


def months_meant(names: Iterable[str]) -> Mapping[str, frozenset[int]]:
    """Return the numbers each name may stand for, given that all were written in one language.

    A name means more than one month where languages disagree that know all of them (`listopad` is October in Zagreb
    and November in Prague); where no language knows all, each is looked up by itself. An unknown name means none.
    """
    words = set(names)
    speakers = [known for known in LANGUAGES.values() if words <= known.keys()] or list(LANGUAGES.values())
    exact = {word: frozenset(known[word] for known in speakers if word in known) for word in words}
    return {word: meant or _beginnings(word) for word, meant in exact.items()}


def _beginnings(word: str) -> frozenset[int]:
    """Return the months whose name begins so in any language: phones cut names short in more ways than one."""
    known = (pair for names in LANGUAGES.values() for pair in names.items())
    return frozenset(number for name, number in known if len(word) >= 3 and name.startswith(word))
