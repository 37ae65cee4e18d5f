"""Names to invent: persons made up of common parts of their languages, places, organisations.

Places and organisations are real, since an invented name that a gazetteer knows is the harder case.
"""

from __future__ import annotations

PERSONS = tuple(
    name.strip()
    for name in """
    Harald Brinkmann, Sabine Kuhlmann, Jürgen Oelschläger, Wiebke Petersen, Torsten Grabowski, Annegret Stolzenberg,
    Dietmar Hufnagel, Katrin Niedermeier, Bernd Wachtler, Ulrike Schönfelder, Gernot Pichler, Friederike Lohmann,
    Margarete Zöllner, Joachim Rautenberg, Hannelore Weidlich, Detlef Krumbiegel, Heiko Tiedemann, Beate Ostermann,
    Oliver Hatherley, Gillian Thornbury, Douglas Pemberton, Heather Lindqvist, Malcolm Ashdown, Bridget Fallon,
    Curtis Holloway, Denise Wetherby, Trevor Langstaff, Melissa Danforth, Gordon McIlroy, Siobhan Kearney,
    Tyler Brannigan, Courtney Whitlock, Rhys Llewellyn, Fiona Abernathy, Nigel Cartwright, Meredith Stanhope,
    Zbigniew Kowalczyk, Agnieszka Wojtowicz, Jaroslav Dvorsky, Milena Hrubesova, Dragan Milosavljevic, Vesna Jankovic,
    Oleksandr Bondarenko, Svitlana Kravchuk, Gennady Vorontsov, Lyudmila Safronova, Bogdan Stefanescu, Petar Dimitrov,
    Yevgeny Kalashov, Snezana Obradovic, Tadeusz Mazurek, Ludmila Prochazkova, Roman Horvat, Ivana Marusic,
    Zhao Wenbin, Liu Xiaoling, Chen Guowei, Huang Meilin, Xu Jianhong, Deng Yufei, Song Haitao, Qian Lirong,
    Kenji Morimoto, Ayaka Nishida, Takashi Ogawara, Choi Min-jae, Park Soo-yeon, Nguyen Van Thanh, Tran Thi Huong,
    Khalid al-Mansouri, Fatima Benhaddou, Youssef Bouazizi, Samira Haddadin, Omar Abdelrahim, Layla Khoury,
    Tariq al-Jabari, Nadia Belkacem, Hassan Suleimani, Reza Farrokhzad, Shirin Ghorbani, Mustafa Yildirim, Zeynep Aydin,
    Chukwuemeka Obiora, Ngozi Adeyemi, Kwabena Asante, Thandiwe Mokoena, Tendai Chikwanha, Abebe Girma, Wanjiru Kamau,
    Mamadou Diallo, Aminata Traore, Sipho Ndlovu, Oluwaseun Balogun, Jean-Bosco Habimana, Fatoumata Keita,
    Rajesh Venkataraman, Priyanka Deshmukh, Sanjay Chatterjee, Anjali Krishnan, Imran Qureshi, Farzana Siddiqui,
    Joaquin Villanueva, Marisol Echeverria, Rodrigo Teixeira, Beatriz Figueiredo, Giancarlo Bertolucci, Ornella Fabbri,
    Thibault Delacroix, Mireille Charpentier, Pieter Hoekstra, Marijke Verhoeven, Lars Gunnarsson, Astrid Halvorsen,
    Mikko Lehtonen, Nikolaos Papadakis, Eleni Stavridou, Gergely Szabolcsi, Katalin Erdelyi, Levan Chkheidze
    """.replace("\n", " ").split(",")
)
PLACES = tuple(
    name.strip()
    for name in """
    Wuppertal, Oldenburg, Chemnitz, Göttingen, Heilbronn, Flensburg, Zwickau, Paderborn, Kaiserslautern, Greifswald,
    Klagenfurt, Winterthur, Leicester, Sunderland, Aberdeen, Plymouth, Swansea, Galway, Omaha, Tulsa, Sacramento,
    Albuquerque, Chattanooga, Saskatoon, Wollongong, Dunedin, Lublin, Katowice, Ostrava, Kosice, Novi Sad, Plovdiv,
    Kharkiv, Zaporizhzhia, Novosibirsk, Samara, Murmansk, Timisoara, Wenzhou, Harbin, Kunming, Nanchang, Fukuoka,
    Sapporo, Incheon, Da Nang, Surabaya, Alexandria, Casablanca, Oran, Sfax, Basra, Aleppo, Aqaba, Isfahan, Tabriz,
    Gaziantep, Mombasa, Kumasi, Kano, Bulawayo, Dire Dawa, Bamako, Lubumbashi, Coimbatore, Lucknow, Multan, Guadalajara,
    Cochabamba, Recife, Rosario, Valparaiso, Bologna, Salerno, Zaragoza, Valladolid, Grenoble, Toulouse, Groningen,
    Antwerp, Malmö, Bergen, Tampere, Thessaloniki, Paraguay, Mongolia, Botswana, Madagascar, Kyrgyzstan, Suriname
    """.replace("\n", " ").split(",")
)
ORGANISATIONS = tuple(
    name.strip()
    for name in """
    Thyssenkrupp, Continental, Heidelberg Materials, Miele, Bosch, Fraport, Evonik, Knorr-Bremse, Allianz, Beiersdorf,
    Unilever, Rolls-Royce, Vodafone, Tesco, Barclays, AstraZeneca, Caterpillar, Honeywell, Lockheed Martin, Pfizer,
    Goldman Sachs, Netflix, Lukoil, Rosneft, Skoda Auto, Orlen, Huawei, Lenovo, Sinopec, Alibaba, Hitachi, Panasonic,
    Hyundai, Tata Steel, Infosys, Aramco, Emirates, Sonatrach, Safaricom, Dangote Group, Petrobras, Telefonica, Danone,
    Airbus, Fincantieri, Philips, Ericsson, Maersk, Nokia, Greenpeace, Amnesty International, Oxfam, Caritas,
    Human Rights Watch, Interpol, Europol, Unicef, OPEC, NATO, UNESCO, IAEA, WHO, ECB, OSCE, DIHK, ADAC, BUND, VDMA
    """.replace("\n", " ").split(",")
)
