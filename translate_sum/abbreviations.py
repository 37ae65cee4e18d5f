"""German words that decide whether a full stop ends a sentence; data only, the rules are in boundary.py.

Abbreviations stand without white space and without their last full stop ("z.B", "Dr"), in the case they are written
in: "Art" (Artikel) is one, "art" is not. What may begin a sentence is listed with a capital too ("Vgl").
"""

INSIDE = frozenset(
    """
    Dr Drs Prof Dipl Ing Mag Lic med dent vet rer nat oec pol phil jur iur theol habil h.c hc Priv Doz em Hr Hrn
    Fr Frl Fam Frhr Mr Mrs Ms Mme Mlle Msgr Hl hl St Ste Rev Hon Col Lt Cpt Capt Sgt Maj Oblt Sen Gov Abg
    Min.-Präs Vors stv stellv Z.B D.h Vgl Ca Sog Evtl Ggf Gem Inkl Insb U.U V.a U.a ehem ehm gen verh gesch verw
    geb gest verst ges led Ps z.B zB z.Bsp d.h dh i.e e.g bzw bspw ca ungef vgl vergl s.a s.o s.u cf sog sogen u.U
    uU v.a va i.S i.S.d i.S.v i.H.v i.V.m i.d.R idR i.Allg i.A u.zw i.e.S i.w.S m.E m.W o.g og u.g inkl incl exkl
    einschl ausschl zzgl zuzgl abzgl evtl ggf ggfs insb insbes allg amtl bes bisl bish betr bezgl bzgl bez eigtl
    eigentl entspr erg frz engl dt lat griech ital span russ türk poln amerik brit österr schweiz bayr sächs westf
    württ nördl südl östl westl nordöstl zw gem lt od resp urspr überw vorm nachm vorl weitg wg zus ders jew Tel
    Fax Mob Telef Hrsg hrsg verf Übers übers red Mitw Ltg Reg Kfm kfm kaufm staatl städt evang kath röm Bez Kr Lkr
    Reg.-Bez Kto Art.-Nr Best.-Nr vs Ph Th Ch Kl
    """.split()
)
"""Abbreviations that lead on to the next word; no sentence ends with one."""

EITHER = frozenset(
    """
    Mio Mill Mrd Bio Tsd Std Stdn Min Sek Stk Stck Jh Jhd Jhdt v.Chr n.Chr v.u.Z u.Z Chr u.a ua uam u.a.m u.v.m
    u.v.a o.ä oä o.Ä u.ä u.Ä uä u.dgl dgl udgl o.dgl z.T zT z.Zt z.Z zzt z.H z.Hd e.V eV i.V i.L i.G i.R i.K a.D
    aD a.M a.O a.d.O a.Rh a.N a.S a.Ts a.K i.Br i.B i.Ts i.E i.Gr v.d.H o.d.T m.b.H mbH d.J d.M d.Ä d.Gr v.H v.T
    p.a p.m a.m p.P o.J o.O o.V Co Inc Corp Ltd Bros Cie Jr Sr jr sr jun sen Esq Jan Feb Febr Mrz Apr Jun Jul Aug
    Sep Sept Okt Nov Dez Mo Di Mi Do Sa So Str str Pl Bhf Hbf Wwe Nachf Gebr Fa Abt Whg Geb Anh Anl Anm Ausg Aufl
    Bearb Erl Fortf Forts Jg Nr Nrn Abs Abb Tab Fig Bd Bde Kap Ziff Rn Rdnr Rz Az Bl Beil Lfg Vol Pos Zif Par Hs
    Buchst Lit lit Sp ff f Gen Verf
    """.split()
)
"""Abbreviations that lead on as well as end a sentence; the next word decides."""

CLOSING = frozenset("usw usf etc u.s.w u.s.f et.al".split())
"""Abbreviations that end an enumeration, and with a capital after them the sentence too."""

NUMBERED = frozenset({"Art"})
"""Real words that are abbreviations only before a number: "Art. 5", but "dieser Art. Danach"."""

MONTHS = frozenset(
    """
    Januar Jänner Jan Februar Feber Feb Febr März Mrz April Apr Mai Juni Jun Juli Jul August Aug September Sept
    Sep Oktober Okt November Nov Dezember Dez
    """.split()
)

RANKED = MONTHS | frozenset(
    """
    FC FSV FFC FFV SC FCN BFC Bundesliga Liga Division Platz Rang Preis Sieger Runde Lauf Spieltag Spiel Minute
    Tor Etappe Halbzeit Viertel Halbjahr Quartal Jahrhundert Jahrtausend Jahr Lebensjahr Geburtstag Todestag
    Jahrestag Hochzeitstag Tag Woche Monat Stunde Mal Weltkrieg Stock Stockwerk Etage Klasse Grad Senat Strafsenat
    Zivilsenat Kammer Armee Auflage Ausgabe Folge Staffel Kapitel Akt Satz Sitzung Lesung Generation Vorsitzende
    Vorsitzender Bürgermeister
    """.split()
)
"""Nouns that a number with a full stop before them counts: "12. Spieltag", "3. Oktober"."""

LABELS = frozenset(
    """
    Platz Rang Tabellenplatz Startplatz Nummer Seite Kapitel Artikel Absatz Paragraf Paragraph Ziffer Punkt Teil
    Band Akt Gruppe Klasse Stufe Gleis Halle Linie Block Zimmer Raum Haus Tor Typ Version Variante Formel Plan
    Vitamin Hepatitis Apollo Windows Boeing Airbus Agenda Kategorie Zone Reaktor Sektor Serie Staffel Schritt
    Phase Option auf um rund etwa knapp fast mindestens höchstens
    """.split()
)
"""Words before a number or letter that make it a name or a count, not an ordinal: "Platz 3.", "Plan B.", "auf 20."."""

DETERMINERS = frozenset(
    """
    als der die das den dem des im am zum zur vom beim ein eine einen einem einer eines sein seine seinen seinem
    seiner seines ihr ihre ihren ihrem ihrer ihres mein meine meinen unser unsere unseren dieser diese diesen
    diesem jeder jeden
    """.split()
)

STARTERS = frozenset(
    """
    Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Kein Keine Keinen Keinem Keiner Er Sie Es Ich Du Wir
    Ihr Ihm Ihn Ihnen Uns Euch Mir Mich Dir Dich Man Jemand Niemand Wer Was Wem Wen Wessen Sein Seine Seinen
    Seinem Seiner Ihre Ihren Ihrem Ihrer Mein Meine Meinen Meiner Unser Unsere Unseren Unserer Euer Eure Dein
    Deine Dieser Diese Dieses Diesen Diesem Jener Jene Jenes Jenen Jeder Jede Jedes Jeden Jedem Alle Alles Allem
    Beide Beiden Beides Einige Einigen Einiges Einzelne Mehrere Mehreren Manche Mancher Manches Viele Vielen
    Vieles Wenige Wenigen Etliche Zahlreiche Sämtliche Andere Anderen Anderer Weitere Weiteren Weiterer Weiteres
    Solche Solcher Derjenige Diejenigen Derselbe Dieselbe Welche Welcher Welches Letzterer Letztere Ersterer
    Erstere In Im Ins An Am Ans Auf Aufs Aus Bei Beim Mit Nach Von Vom Vor Zu Zum Zur Für Durch Gegen Ohne Um Über
    Unter Hinter Neben Zwischen Seit Während Wegen Trotz Statt Anstatt Außer Außerhalb Innerhalb Laut Gemäß
    Entgegen Gegenüber Bis Ab Anhand Aufgrund Infolge Mithilfe Mittels Zugunsten Angesichts Anlässlich
    Hinsichtlich Bezüglich Ungeachtet Binnen Entlang Und Oder Aber Denn Doch Sondern Sowie Sowohl Weder Entweder
    Jedoch Dennoch Trotzdem Allerdings Dagegen Hingegen Dass Daß Ob Weil Da Wenn Als Wie Falls Sofern Sobald
    Solange Nachdem Bevor Obwohl Obgleich Damit Sodass Indem Wo Wohin Woher Wann Warum Weshalb Wieso Wobei Womit
    Wodurch Worauf Woran Wofür Wozu Inwieweit Dann Danach Darauf Daraufhin Davor Dabei Dadurch Dafür Daher
    Dahinter Damals Daneben Daran Daraus Darin Darüber Darum Darunter Davon Dazu Dazwischen Demnach Deshalb
    Deswegen Folglich Somit Also Nun Jetzt Heute Gestern Morgen Vorgestern Übermorgen Bald Später Früher Zuvor
    Vorher Nachher Zuletzt Zuerst Zunächst Anschließend Schließlich Endlich Inzwischen Mittlerweile Unterdessen
    Währenddessen Derzeit Zurzeit Aktuell Gegenwärtig Momentan Künftig Bisher Bislang Seitdem Seither Bereits
    Schon Erst Noch Nur Auch Sogar Selbst Gerade Eben Etwa Rund Knapp Fast Circa Mindestens Höchstens Insgesamt
    Zudem Außerdem Überdies Ferner Weiterhin Ebenso Ebenfalls Gleichzeitig Zugleich Dort Hier Hierbei Hierfür
    Hierzu Dorthin Überall Nirgends Oben Unten Vorne Hinten Drinnen Draußen So Sonst Ansonsten Andernfalls
    Vielleicht Wahrscheinlich Möglicherweise Vermutlich Offenbar Offensichtlich Angeblich Tatsächlich Natürlich
    Selbstverständlich Sicher Sicherlich Freilich Leider Glücklicherweise Immerhin Jedenfalls Ohnehin Nämlich Zwar
    Insbesondere Besonders Vorerst Ursprünglich Eigentlich Letztlich Nicht Nichts Nie Niemals Immer Oft Häufig
    Manchmal Meist Meistens Mehr Weniger Kaum Ja Nein Sehr Zwei Drei Vier Fünf Sechs Sieben Neun Zehn Elf Zwölf
    Hunderte Tausende Ist Sind War Hat Haben Hatte Wird Werden Wurde Wurden Kann Können Soll Sollte Muss Müssen
    Deren Dessen Derlei Derart Erstmals Mehrmals Einmal Nochmals Wieder Wiederum Allein Genau Spätestens
    Frühestens Entsprechend Demgegenüber Dementsprechend Umgekehrt Vergangene Vergangenen Nächste Nächsten
    Kürzlich Neulich Jüngst
    """.split()
)
"""Words that take a capital only at the head of a sentence: only nouns and names have one elsewhere in German."""

SHOUTED = frozenset({"Yahoo", "Jeopardy", "Joyn", "Wham"})
"""Names that are written with an exclamation mark: "Yahoo! Japan"."""

LOWER_CASE_NAMES = frozenset({"dpa", "dpa-AFX", "epd", "taz"})
"""Names that keep their small letter at the head of a sentence."""

DOMAINS = frozenset("De Com Org Net At Ch Eu Tv Info Js".split())
"""The ends of addresses, as some sites write them with a capital: "Check24.De"."""

CLAUSE_OPENERS = frozenset(
    """
    und oder aber denn doch sondern sowie weil dass daß ob wenn als wie während nachdem bevor ehe obwohl obgleich
    damit sodass falls sofern sobald solange indem da bis seit seitdem wobei womit wodurch worauf woran wofür wozu
    weshalb weswegen warum wo wohin woher was wer wen wem der die das den dem dessen deren denen welcher welche
    welches welchen welchem jedoch allerdings so dann zumal
    """.split()
)
"""Conjunctions and relative pronouns: a comma before one parts two clauses."""
