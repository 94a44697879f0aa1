"""The rules a new house begins with, as plain data: the migration that lays them down reads it, and so do the tests."""

HOUSE_RULES = [
    {
        "number": 1,
        "slug": "say-which-episode",
        "label": "Spoiler leak",
        "label_hi": "आगे की बात",
        "title": "Say which episode you talk about",
        "title_hi": "बताइए, बात किस एपिसोड की है",
        "text": "Mark what you write and show with the last episode it gives away. Promos, leaks and what the "
        "papers say count too. Fans who are not there yet see a veil in its place.",
        "text_hi": "जो लिखें या दिखाएँ, उस पर वह आख़िरी एपिसोड लिखिए जिसकी बात उसमें खुलती है। प्रोमो, लीक और "
        "अख़बार की ख़बरें भी गिनी जाती हैं। जो वहाँ तक नहीं पहुँचे, उन्हें उसकी जगह परदा दिखता है।",
        "reason": "What you sent tells of a later episode than the one it was marked with.",
        "reason_hi": "आपने जो भेजा, उसमें उस एपिसोड से आगे की बात है जो उस पर लिखा था।",
    },
    {
        "number": 2,
        "slug": "the-character-not-the-actor",
        "label": "Abuse of an actor",
        "label_hi": "कलाकार पर हमला",
        "title": "Argue with the character, not the actor",
        "title_hi": "बहस किरदार से कीजिए, कलाकार से नहीं",
        "text": "Say what you like about what a character does. Leave the actor's looks, family, faith and "
        "private life alone.",
        "text_hi": "किरदार के बारे में जो चाहें कहिए। कलाकार की शक्ल, परिवार, धर्म और निजी ज़िंदगी को छोड़ दीजिए।",
        "reason": "What you sent is about an actor as a person, not about the part they play.",
        "reason_hi": "आपने जो भेजा, वह किरदार पर नहीं, कलाकार की अपनी ज़िंदगी पर है।",
    },
    {
        "number": 3,
        "slug": "be-kind-to-each-other",
        "label": "Hate or abuse",
        "label_hi": "नफ़रत या गाली",
        "title": "No hate and no abuse",
        "title_hi": "न नफ़रत, न गाली",
        "text": "Nobody is insulted, threatened or hounded here, and nobody is run down for their faith, "
        "caste, region, language, gender, body or whom they love.",
        "text_hi": "यहाँ किसी को गाली, धमकी या परेशानी नहीं दी जाती, और किसी को धर्म, जाति, इलाक़े, भाषा, लिंग, "
        "शरीर या मोहब्बत के लिए नीचा नहीं दिखाया जाता।",
        "reason": "What you sent attacks somebody.",
        "reason_hi": "आपने जो भेजा, वह किसी पर हमला करता है।",
    },
    {
        "number": 4,
        "slug": "credit-every-photo",
        "label": "No credit",
        "label_hi": "श्रेय नहीं",
        "title": "Credit every photo",
        "title_hi": "हर तस्वीर का श्रेय दीजिए",
        "text": "Say who took it and where it was first published. Photos you may not share, and photos made "
        "by a machine that pretend to be real, have no place here.",
        "text_hi": "लिखिए कि किसने खींची और पहली बार कहाँ छपी। जो तस्वीर बाँटने का हक़ नहीं, या जो मशीन से बनी "
        "होकर असली बनती है, उसकी यहाँ जगह नहीं।",
        "reason": "The photo does not say who took it or where it was first published.",
        "reason_hi": "तस्वीर पर नहीं लिखा कि किसने खींची या पहली बार कहाँ छपी।",
    },
    {
        "number": 5,
        "slug": "nothing-private",
        "label": "Private details",
        "label_hi": "निजी बात",
        "title": "Nothing private about anybody",
        "title_hi": "किसी की निजी बात नहीं",
        "text": "No phone numbers, addresses, papers, private messages or pictures taken where somebody could "
        "expect to be alone, of actors and fans alike.",
        "text_hi": "न फ़ोन नंबर, न पता, न काग़ज़ात, न निजी संदेश, न ऐसी तस्वीर जहाँ कोई अकेले होने की उम्मीद "
        "रखता हो; कलाकार हों या फ़ैन।",
        "reason": "What you sent holds private details of somebody.",
        "reason_hi": "आपने जो भेजा, उसमें किसी की निजी जानकारी है।",
    },
    {
        "number": 6,
        "slug": "no-stolen-episodes",
        "label": "Stolen episode",
        "label_hi": "चोरी का एपिसोड",
        "title": "No stolen episodes",
        "title_hi": "चोरी के एपिसोड नहीं",
        "text": "Do not link to copied episodes, pirate streams or leaked scripts. Say where the serial can "
        "be watched rightly instead.",
        "text_hi": "नक़ल किए एपिसोड, चोरी की स्ट्रीम या लीक हुई स्क्रिप्ट का लिंक न दें। बताइए कि सीरियल सही "
        "तरीक़े से कहाँ देखा जा सकता है।",
        "reason": "What you sent links to copies that nobody had the right to share.",
        "reason_hi": "आपने जो भेजा, उसमें ऐसी नक़ल का लिंक है जिसे बाँटने का किसी को हक़ नहीं था।",
    },
    {
        "number": 7,
        "slug": "no-selling",
        "label": "Selling or flooding",
        "label_hi": "बिक्री या भरमार",
        "title": "No selling and no flooding",
        "title_hi": "न बिक्री, न भरमार",
        "text": "No advertisements, no paid praise, no same words over and over, no fake crowds for or "
        "against a character.",
        "text_hi": "न विज्ञापन, न पैसे लेकर तारीफ़, न वही बात बार-बार, न किसी किरदार के लिए या ख़िलाफ़ नक़ली भीड़।",
        "reason": "What you sent sells something, or says the same thing over and over.",
        "reason_hi": "आपने जो भेजा, वह कुछ बेचता है या वही बात बार-बार कहता है।",
    },
    {
        "number": 8,
        "slug": "nothing-that-harms",
        "label": "Harm",
        "label_hi": "नुक़सान",
        "title": "Nothing that harms, least of all the young",
        "title_hi": "नुक़सान पहुँचाने वाला कुछ नहीं, बच्चों को तो बिल्कुल नहीं",
        "text": "No sexual pictures or talk, nothing that makes a minor an object of it, no praise of "
        "violence, self-harm or drugs, and nothing that is against the law.",
        "text_hi": "न अश्लील तस्वीर, न अश्लील बात, न किसी नाबालिग़ को उसका विषय बनाना, न हिंसा, ख़ुद को चोट या "
        "नशे की तारीफ़, और न कुछ जो क़ानून के ख़िलाफ़ हो।",
        "reason": "What you sent could harm somebody, or is against the law.",
        "reason_hi": "आपने जो भेजा, वह किसी को नुक़सान पहुँचा सकता है या क़ानून के ख़िलाफ़ है।",
    },
]
