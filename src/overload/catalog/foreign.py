"""What exercises are called in German, Swedish, French, Spanish and Japanese: to suggest one by, never to take one for.

No native coach has gone through them, and many of these names are said of a barbell or a machine as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

NAMES: Final[Mapping[str, str]] = {
    "dumbbell-deadlift": "Kreuzheben, Kurzhantel-Kreuzheben; marklyft, marklyft med hantlar; soulevé de terre; "
    "peso muerto, peso muerto con mancuernas; デッドリフト, ダンベルデッドリフト",
    "pull-up": "Klimmzug, Klimmzüge; pullups, räckhäv; traction, tractions; dominada, dominadas; 懸垂, プルアップ",
    "chin-up": "Klimmzüge im Untergriff; räckhäv underhandsgrepp; tractions en supination; dominadas supinas; "
    "チンアップ, 逆手懸垂",
    "dumbbell-row": "Rudern, einarmiges Rudern, Kurzhantelrudern; rodd, hantelrodd, enarmsrodd; rowing haltère, "
    "rowing à un bras; remo, remo con mancuerna; ワンハンドローイング, ダンベルローイング",
    "bent-over-dumbbell-row": "vorgebeugtes Rudern; framåtlutad hantelrodd; rowing buste penché; remo inclinado; "
    "ベントオーバーローイング",
    "dumbbell-shrug": "Schulterheben; axellyft; haussement d'épaules; encogimientos, encogimiento de hombros; "
    "シュラッグ",
    "reverse-dumbbell-fly": "Reverse Flys, Butterfly Reverse; omvända flyes, omvända hantelflyes; oiseau, "
    "oiseau haltères; pájaros, vuelos inversos; リアレイズ, リバースフライ",
    "dumbbell-floor-press": "Bodendrücken; golvpress; développé au sol; press en el suelo; "
    "フロアプレス, ダンベルフロアプレス",
    "push-up": "Liegestütz, Liegestütze; armhävning, armhävningar; pompe, pompes; flexiones, lagartijas; 腕立て伏せ, "
    "プッシュアップ",
    "knee-push-up": "Liegestütze auf den Knien, Knieliegestütze; knästående armhävningar, armhävningar på knä; "
    "pompes sur les genoux; flexiones de rodillas; 膝つき腕立て伏せ",
    "incline-push-up": "erhöhte Liegestütze; lutande armhävningar; pompes inclinées; flexiones inclinadas; "
    "インクラインプッシュアップ",
    "feet-elevated-push-up": "Liegestütze mit erhöhten Füßen; armhävningar med fötterna högt; pompes pieds surélevés; "
    "flexiones declinadas; デクラインプッシュアップ",
    "archer-push-up": "Bogenschützen-Liegestütze; pompes archer; flexiones de arquero; アーチャープッシュアップ",
    "close-grip-push-up": "enge Liegestütze; smala armhävningar; pompes serrées, pompes diamant; flexiones cerradas; "
    "ナロープッシュアップ",
    "dumbbell-floor-fly": "Fliegende, fliegende Bewegung; flyes, hantelflyes; écarté, écarté couché; aperturas; "
    "ダンベルフライ",
    "chair-dip": "Dips am Stuhl; bänkdips; dips sur chaise; fondos en silla; ベンチディップス",
    "dumbbell-press": "Schulterdrücken; axelpress, militärpress; développé épaules, développé militaire; "
    "press de hombros, press militar; ショルダープレス, ダンベルショルダープレス",
    "pike-push-up": "Pike-Liegestütze; pompes piquées; flexiones en pica; パイクプッシュアップ",
    "lateral-raise": "Seitheben; sidolyft, hantellyft åt sidan; élévations latérales, élévation latérale; "
    "elevaciones laterales; サイドレイズ",
    "overhead-triceps-extension": "Trizepsdrücken über Kopf; tricepspress över huvudet; extension triceps nuque; "
    "extensión de tríceps sobre la cabeza; フレンチプレス",
    "lying-triceps-extension": "Trizepsdrücken liegend, Stirndrücken; liggande tricepspress; barre au front; "
    "press francés, rompecráneos; ライイングトライセプスエクステンション",
    "dumbbell-curl": "Bizepscurls, Kurzhantelcurls; hantelcurl, bicepscurl; curl haltères, flexion des biceps; "
    "curl de bíceps, curl con mancuernas; アームカール, ダンベルカール",
    "hammer-curl": "Hammercurls; hammarcurl; curl marteau; curl martillo; ハンマーカール",
    "concentration-curl": "Konzentrationscurls; koncentrationscurl; curl concentré; curl concentrado; "
    "コンセントレーションカール",
    "goblet-squat": "Kniebeuge, Kniebeugen; knäböj; squat gobelet; sentadilla, sentadilla goblet; ゴブレットスクワット",
    "split-squat": "Ausfallschritt-Kniebeuge; utfallsböj; fente statique; sentadilla dividida; スプリットスクワット",
    "bulgarian-split-squat": "bulgarische Kniebeuge; bulgariska utfall; fente bulgare, squat bulgare; "
    "sentadilla búlgara; ブルガリアンスクワット",
    "reverse-lunge": "Ausfallschritte rückwärts; utfall bakåt; fente arrière, fentes arrière; zancada inversa; "
    "リバースランジ, バックランジ",
    "step-up": "Aufsteiger; uppsteg; montée sur banc; subida al cajón; ステップアップ",
    "lateral-lunge": "seitliche Ausfallschritte; sidoutfall; fente latérale; zancada lateral; サイドランジ",
    "wall-sit": "Wandsitzen; jägarvila; chaise, la chaise; sentadilla en la pared; 空気椅子",
    "romanian-deadlift": "rumänisches Kreuzheben; rumänska marklyft, raka marklyft; soulevé de terre roumain; "
    "peso muerto rumano; ルーマニアンデッドリフト",
    "hip-thrust": "Beckenheben mit Gewicht; höftlyft; relevé de bassin; empuje de cadera; ヒップスラスト",
    "glute-bridge": "Beckenheben, Glute-Brücke; rumplyft, bäckenlyft; pont fessier; puente de glúteos; "
    "ヒップリフト, グルートブリッジ",
    "nordic-curl": "Nordische Beinbeuger; nordic hamstrings; leg curl nordique; curl nórdico; "
    "ノルディックハムストリング",
    "calf-raise": "Wadenheben; tåhävning, tåhävningar; extensions mollets; elevación de talones, "
    "elevación de gemelos; カーフレイズ",
    "single-leg-calf-raise": "einbeiniges Wadenheben; tåhävningar på ett ben; extensions mollets sur une jambe; "
    "elevación de talones a una pierna; 片足カーフレイズ",
    "hanging-knee-raise": "hängendes Knieheben; hängande knälyft; relevé de genoux suspendu; elevación de rodillas; "
    "ハンギングニーレイズ",
    "hanging-leg-raise": "hängendes Beinheben; hängande benlyft; relevé de jambes suspendu; elevación de piernas; "
    "ハンギングレッグレイズ",
    "reverse-crunch": "umgekehrte Crunches; omvända crunches; crunch inversé; crunch inverso, encogimiento inverso; "
    "リバースクランチ",
    "crunch": "Bauchpressen; magpressar; relevé de buste; abdominales; クランチ",
    "plank": "Unterarmstütz; plankan; planche, gainage; plancha; プランク",
    "side-plank": "Seitstütz; sidoplanka; gainage latéral, planche latérale; plancha lateral; サイドプランク",
    "dead-bug": "toter Käfer; döda skalbaggen; insecte mort; bicho muerto; デッドバグ",
    "dumbbell-side-bend": "Seitbeugen; sidoböjningar; flexions latérales; flexiones laterales; サイドベント",
    "farmers-carry": "Farmerwalk; bondens promenad; marche du fermier; paseo del granjero; ファーマーズウォーク",
    "suitcase-carry": "Koffertragen; resväskan; marche de la valise; paseo con maleta; スーツケースキャリー",
}
"""Exercise -> what it is called, the languages set apart by semicolons."""
LANGUAGES: Final = ("de", "sv", "fr", "es", "ja")


def folded(name: str) -> str:
    """Return a name as it is compared: without case, accents, hyphens and more than one blank."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = (one for one in plain if not unicodedata.combining(one))
    return " ".join("".join(letters).replace("-", " ").replace("_", " ").split())


@cache
def _by_name() -> dict[str, str]:
    return {folded(name): exercise for exercise in NAMES for name in names_of(exercise)}


def names_of(exercise: str) -> Iterator[str]:
    """Yield what an exercise is called in other languages."""
    for those in NAMES.get(exercise, "").split("; "):
        yield from filter(None, those.split(", "))


def suggested(name: str) -> str:
    """Return the id of the exercise that a name in another language may mean; '' where none is called so."""
    return _by_name().get(folded(name), "")
