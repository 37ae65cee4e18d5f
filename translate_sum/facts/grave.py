"""Grave things that a text says and its source does not: a death, an arrest, a kidnapping, a failure, a resignation.

"... was assassinated in the presence of the mayor", where he opened a kindergarten; "after the resignation of the new
government", where it took office. A reader sees nothing odd in such a sentence, and no other mistake does more harm.
Only whether the source speaks of the matter at all is asked, in any word for it: what that
costs in false alarms is in docs/faithfulness.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translate_sum.facts.finding import Finding, Language, Span
from translate_sum.facts.wordlists import pattern


@dataclass(frozen=True)
class Matter:
    """said: English words that say it; spoken: further ones, and the German ones, that speak of it in a source.

    "*" is any letters, "_" up to fourteen other words, "." the end of a clause; German words are found within others
    too where "*" stands before them. A verb that parts is there in both orders: "nahm ihn fest" and "festnahm".
    """

    name: str
    said: str
    spoken: str
    german: str


MATTERS = (
    Matter(
        "a death",
        "died dies dying death deaths deadly dead fatalit* fatally kill kills killed killing killings killer killers "
        "murder* assassin* massacre* suicide suicides slain behead*",
        "die fatal* execut* slaughter* corpse* body bodies toll homicide manslaughter lethal* deceased lives life "
        "drown* perish* passed_away genocide shot funeral lynch* surviv* victim*",
        "tot *tote tote* *toten *töt* *tod *tod* *töd* *sterb* starb* stirb* *gestorben* *verst?rb* *mord* *mörd* "
        "umgebracht* umbr?ng* umbrachte* umzubringen brachte*_um. bring*_um. umk?m* umzukommen kam*_um. komm*_um. "
        "*umgekommen* ums_leben leben_verlor* verlor*_leben verlier*_leben leben_kost* kostet*_leben leben_gekostet "
        "ließ*_leben lass*_leben leben_ließ* leben_gelassen blutbad* sackgasse* nicht_überleb* überleb*_nicht "
        "*leiche* leichnam* *opfer* erschoss* *erschieß* erschlag* totschl* erst?ch* ertr?nk* *hinricht* *hingericht* "
        "suizid* *massak* attent* gefallene* verunglückt* begraben* *beerdig* beigesetzt* verhunger* erfr?r* "
        "*vergift* killer* kill* *exekut* erhäng* erlag* erlegen* erliegen *verendet* *gesteinigt* *enthaupt* "
        "*geköpft* *schlacht* erwürg* genozid* ableben verblut* *erstickt* witwe* *lebensverlust* abgetrieben* "
        "abtreib* eingeschläfert* fatal* letal* erfrier*",
    ),
    Matter(
        "an arrest",
        "arrest arrests arrested arresting detain detains detained detaining detainee* jailed imprison* handcuff*",
        "jail* prison* detention custod* captured capture caught apprehended taken",
        "festn* festgen* festzun* nahm*_fest nehm*_fest nimmt_fest festgesetzt* festzusetzen festsetz* setz*_fest. "
        "*verhaft* *inhaft* haft haft* *haftanstalt* *gefängnis* *gefangen* *eingesperrt* *sperr* *arrest* "
        "herzstillst* *festgehalten* festhalten *gewahrsam* gitter* freiheitsstraf* gefasst* *geschnappt* schnappte* "
        "knast* interni* *sitzt sitzen* saß* einsitz* kerker* zelle* *aufgegriffen* handschell* *abgeführt* *griff* "
        "ergreif* *untersuchungshaft* *abschiebehaft* hinter_schwed* führ*_ab.",
    ),
    Matter(
        "an explosion",
        "bomb bombs bombed bombing bombings bomber bombers explosion explosions exploded explosive* grenade*",
        "explode* blast* detonat* blew_up blown_up airstrike* air_strike* shell* missile*",
        "*bomb* *explo* *spreng* detoni* detonation* *anschlag* *anschläg* *attentat* *granat* *luftangriff* "
        "*luftschl* *rakete* *zünd* in_die_luft *beutel* brisan*",
    ),
    Matter(
        "a sexual offence",
        "rape rapes raped raping rapist* sexually molest* sexual_assault* sexual_abuse",
        "sex* abus* assault*",
        "*vergewaltig* *sex* *missbr* *schänd* *übergriff* *nötig* notzucht *belästig* geschlecht*",
    ),
    Matter(
        "a resignation",
        "resigned resigns resigning resignation resignations",
        "resign quit* step*_down stepped_* stood_down step_aside gave_up give*_up left_office leav*_office left_post "
        "vacat*",
        "*rücktr* *rückgetreten* *zurück* *demission* *niederleg* *niedergelegt* legt*_nieder abdank* *abgedankt* "
        "*verzicht* *kündig* quittier* abtr* *abgetreten* *ausscheid* *ausgeschieden* ausschied* hinwarf* "
        "hingeworfen* *resign* *gestürzt* *aufgegeben* aufgab* gab*_auf gibt*_auf geb*_auf hut_nehm* hut_genommen "
        "nahm*_hut nimmt_hut nehm*_hut trat*_ab. tr?t*_ab. schied*_aus. scheid*_aus. scheid*_amt",
    ),
    Matter(
        "an insolvency",
        "bankrupt* insolven*",
        "administration",
        "*insolv* *pleite* *bankrot* *konkurs* *zahlungsunfähig* *überschuld* *ruin* gläubigersch*",
    ),
    Matter(
        "a conviction",
        "convicted conviction convictions guilty",
        "convict* guilt sentenc* pleaded",
        "*verurteil* *schuld* *urteil* überführ* *vorbestraft* vorstraf* sträfling* *straf* gesteh* *gestand* "
        "*geständ* *überzeug* gewissen*",
    ),
    Matter(
        "an injury",
        "injure injured injures injury injuries wounded",
        "injur* wound* hurt*",
        "*verletz* *verwund* blessur* angeschossen* *wunde* *lädiert* *gebrochen* bruch *bruch *prell* *riss "
        "*zerrung* angeschlagen* *schmerz* *nachspiel* knie* rücken* *schaden* *schäden* wehgetan*",
    ),
    Matter(
        "terror", "terror terroris*", "", "*terror* *anschlag* *anschläg* *attent* schreck* *islamis* dschihad* al-qa*"
    ),
    Matter(
        "a failure",
        "fail fails failed failing failure failures",
        "unsuccessful* not n't no without lack* flop* collaps* miss* fall* short los* defeat* unable never neither "
        "nor bust crash* disappoint* worst",
        "*scheiter* *versag* *misslang* *misslung* *misserfolg* *missglück* *fehl* *durchf?l* durchgefallen* *pleite* "
        "*verpass* *versäum* *vergab* *überseh* *übersah* *enttäusch* vergeb* erfolglos* nicht nichts nie niemals "
        "niemand* kein* ohne *mangel* unmöglich* *flop* *zusammenbr* *bruch* *defekt* *ausf?l* *panne* bankrott* "
        "*insolv* *stör* *niederlage* verlor* *verlier* *unterl* *abgelehnt* *blamier* *blamage* weder kaum "
        "*nachläss* *vernachläss* schiefg* *gerissen* *entgeh* *stürz* *sturz* *debakel* *desaster* *fiasko* *schlug* "
        "*schlag* *schlägt* *geplatzt* *verweiger* *lücke* *ausfiel* *ausgefallen* fiel*_aus. fall*_aus. fäll*_aus. "
        "*kaputt* brach*_zusammen. brech*_zusammen. brich*_zusammen.",
    ),
    Matter(
        "a ban",
        "ban bans banned banning prohibit* outlaw*",
        "forbid* forbad* not no n't illegal* suspend* block* restrict* bar barred",
        "*verbot* *verbiet* *untersag* *bann* *sperr* *illegal* *unzulässig* nicht *kein* *ächt* *verwehr* *dürfen* "
        "*darf* *dürf* *ausgeschlossen* *ausschl* *embargo* *stopp* *tabu* *einschränk* *boykott*",
    ),
    Matter(
        "a stabbing or gunfire",
        "gunman gunmen gunfire stabbed stabs stabbing stabbings",
        "shot* shoot* gun* knife* knives fire* bullet* attack* armed",
        "*schuss* *schüsse* *schieß* *schoss* *geschossen* *schütz* *feuer* *messer* *stich* *stach* *stech* *stoch* "
        "*bewaffnet* *waffe* *amok* *kugel* *massak* *gefecht* *pistole* *gewehr* *balle* rücken_gefallen "
        "rücken_fall*",
    ),
    Matter(
        "corruption",
        "corrupt* bribe* briber* embezzl* fraud* launder*",
        "scandal* brib* deceiv* scam* cheat* forg* fake* tax* misus*",
        "*korrup* *bestech* *bestoch* *schmier* *betrug* *betrüg* *betrog* *untreu* *unterschl* *wäsche* *vorteils* "
        "*schwindel* *täusch* *fälsch* *hinterzieh* *filz* *abzock* *arglist* *mauschel* *regelumgeh*",
    ),
    Matter(
        "a kidnapping",
        "hostage* kidnap* abduct*",
        "captiv* held* seiz* missing disappear* captur* taken ransom",
        "*geisel* *entführ* *verschlepp* *kidnap* *verschw* *menschenraub* *gefangen*",
    ),
    Matter(
        "a coup",
        "coup coups putsch*",
        "overthr* junta* military ousted topple*",
        "*putsch* *staatsstreich* *umsturz* *coup* *stürz* *macht*",
    ),
    Matter(
        "torture",
        "tortur*",
        "abus* mistreat* maltreat* waterboard* brutal*",
        "*folter* *misshandel* *mißhandel* *quäl* *qual* *peinig* *marter* *tortur*",
    ),
    Matter(
        "slavery",
        "slave slaves slavery enslave*",
        "trafficking forced",
        "*sklav* *leibeigen* *knecht* *zwangs*",
    ),
    Matter(
        "prostitution",
        "prostitut* brothel* whore*",
        "sex* escort* pimp*",
        "*prostitu* *bordell* *hure* *freier* *puff* *nutte* *dirne* *zuhälter* *sex* *strich* *straßenmädchen*",
    ),
    Matter(
        "poison",
        "poison*",
        "toxi* venom* contaminat* pollut* arsenic cyanide",
        "*gift* *toxi* *verseuch* *verunreinig* *verschmutz*",
    ),
    Matter(
        "Nazis",
        "nazi* hitler*",
        "fascis* reich holocaust auschwitz ss",
        "*nazi* *ns *ns-* *nationalsozial* *hitler* *rechts* *faschis* *führer* *braun* ss* drittes_reich "
        "dritten_reich *hakenkreuz* *holocaust* *auschwitz*",
    ),
    Matter(
        "cancer",
        "cancer cancers tumor* tumour*",
        "carcino* oncolog* malign* chemo* leuk* lymphom* melanom*",
        "*krebs* *karzin* *tumor* *onko* *geschwulst* *geschwür* *leuk* *metast* *chemo* *cancer*",
    ),
    Matter(
        "an earthquake",
        "earthquake* quake quakes tsunami*",
        "seism* tremor* magnitude richter",
        "*beben* *bebt* *erdst* *seism* *tsunami* *erschütter* *flutwelle*",
    ),
    Matter(
        "a robbery",
        "robbery robberies robbed robber robbers burglar* burgled looted looting",
        "steal* stole* theft thief thieves rob raid* break-in* broke heist*",
        "*raub* *räub* *überfall* *überfäl* *überfiel* *einbr* *eingebrochen* *dieb* *gestohlen* *bestohlen* *stehl* "
        "*stahl* *plünder* *klau* *beute* *bruch*",
    ),
)


_WORD = re.compile(r"\w+")
_SAID = tuple((matter, pattern(matter.said)) for matter in MATTERS)
_SPOKEN: dict[Language, dict[str, re.Pattern[str]]] = {
    "en": {matter.name: pattern(f"{matter.said} {matter.spoken}") for matter in MATTERS},
    "de": {matter.name: pattern(matter.german) for matter in MATTERS},
}


def compare(source: str, target: str, language: Language = "de") -> Iterator[Finding]:
    """An "invented" finding for the first word of each matter that the source does not speak of."""
    copied = frozenset(_WORD.findall(source))  # a name, as "Ban" of "Ban Ki-moon"
    for matter, said in _SAID:
        match = next((match for match in said.finditer(target) if match[0] not in copied), None)
        if match and not _SPOKEN[language][matter.name].search(source):
            span = Span(match[0], *match.span())
            yield Finding("event", "invented", None, span, f"the source says nothing of {matter.name}")
