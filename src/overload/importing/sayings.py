"""What columns that change the meaning of a row are called, and what stands in them, in the languages of apps."""

from __future__ import annotations

from typing import Final

from overload.importing.columns import Names

NAMES: Final[Names] = {
    "sets": (
        "sets", "number of sets", "no of sets", "no. of sets", "# sets", "# of sets", "set count", "sets done",
        "sätze", "anzahl sätze", "satzzahl", "séries", "nombre de séries", "series", "número de series", "serie",
        "numero di serie", "numero serie", "número de séries", "aantal sets", "antal set", "antal sett",
        "antal sæt", "sæt", "sarjat", "sarjoja", "liczba serii", "подходы", "подходов", "série", "počet sérií",
        "setler", "set sayısı", "セット数", "组数", "組數", "세트 수", "세트수",
    ),
    "side": (
        "side", "seite", "côté", "lado", "lato", "kant", "zijde", "sida", "puoli", "strona", "сторона", "strana",
        "taraf", "left/right", "l/r", "links/rechts", "左右", "侧", "侧别", "좌우",
    ),
    "warmup": (
        "warmup", "warm up", "warm-up", "warm-up?", "warmup?", "is warmup", "iswarmup", "is warm-up", "is warm up",
        "warmup set", "warm-up set", "aufwärmen", "aufwärmsatz", "échauffement", "calentamiento", "riscaldamento",
        "aquecimento", "opwarming", "warming-up", "warming up", "uppvärmning", "opvarmning", "oppvarming",
        "lämmittely", "rozgrzewka", "разминка", "rozcvička", "zahřátí", "ısınma", "ウォームアップ", "热身", "워밍업",
    ),
    "assist": (
        "assisted", "assisted?", "is assisted", "assistance", "assist", "assist weight", "assistance weight",
        "assisting weight", "help", "unterstützung", "unterstützt", "hilfe", "assisté", "aide", "asistencia",
        "asistido", "ayuda", "assistenza", "assistito", "aiuto", "assistência", "assistido", "ajuda",
        "ondersteuning", "hulp", "hjälp", "assistans", "hjælp", "hjelp", "avustus", "avustettu", "wspomaganie",
        "pomoc", "помощь", "поддержка", "dopomoc", "destek", "yardım", "補助", "アシスト", "辅助", "어시스트", "보조",
    ),
    "rir": (
        "rir", "reps in reserve", "rep in reserve", "reps left", "wiederholungen in reserve", "wdh. in reserve",
        "reps en réserve", "répétitions en réserve", "reps en reserva", "repeticiones en reserva",
        "ripetizioni in riserva", "repetições em reserva", "reps i reserv", "powtórzenia w zapasie",
    ),
    "rpe": (
        "rpe", "rated perceived exertion", "rate of perceived exertion", "rating of perceived exertion",
    ),
    "person": (
        "person", "athlete", "user", "user name", "username", "who", "lifter", "trainee", "member", "client",
        "athlet", "sportler", "benutzer", "personne", "athlète", "utilisateur", "persona", "atleta", "usuario",
        "utente", "pessoa", "usuário", "persoon", "gebruiker", "användare", "bruger", "bruker", "henkilö",
        "käyttäjä", "osoba", "użytkownik", "человек", "пользователь", "kişi", "kullanıcı", "ユーザー", "用户", "사용자",
    ),
    "kind": (
        "set type", "type of set", "settype", "satztyp", "satzart", "type de série", "tipo de serie",
        "tipo di serie", "tipo de série", "settyp", "setttype", "sættype", "sarjan tyyppi", "typ serii",
        "тип подхода", "セットタイプ", "セットの種類", "组类型", "세트 유형",
    ),
}  # fmt: skip
"""Field -> the names of its column."""

YES: Final = frozenset({
    "1", "true", "yes", "y", "x", "ja", "j", "oui", "o", "si", "sì", "sí", "sim", "s", "wahr", "vrai", "vero",
    "verdadero", "verdadeiro", "kyllä", "tak", "t", "да", "evet", "✓", "✔", "はい", "是", "예",
})  # fmt: skip
NO: Final = frozenset({
    "0", "false", "no", "n", "nein", "nej", "nee", "nei", "non", "não", "nao", "falsch", "faux", "falso", "ei",
    "nie", "нет", "hayır", "-", "–", "いいえ", "否", "아니요",
})  # fmt: skip
LEFT: Final = frozenset({
    "l", "left", "links", "linke", "gauche", "g", "izquierda", "izq", "sinistra", "sx", "esquerda", "vänster",
    "venstre", "vasen", "lewa", "lewy", "левая", "левый", "sol", "左", "왼쪽",
})  # fmt: skip
RIGHT: Final = frozenset({
    "r", "right", "rechts", "rechte", "droite", "d", "derecha", "der", "destra", "dx", "direita", "höger", "højre",
    "høyre", "oikea", "prawa", "prawy", "правая", "правый", "sağ", "右", "오른쪽",
})  # fmt: skip
BOTH: Final = frozenset({
    "both", "beide", "deux", "ambos", "ambas", "ambi", "entrambi", "entrambe", "båda", "begge", "molemmat", "obie",
    "обе", "bilateral", "lr", "l/r", "l+r", "none", "-", "両方", "双侧", "양쪽", "les deux", "left and right",
    "both sides", "beide seiten",
})  # fmt: skip
