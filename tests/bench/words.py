"""Made-up talk in three ways of writing, as long and as marked up as fans write it."""

from __future__ import annotations

from random import Random

ENGLISH = [
    "That silence at the dinner table said more than the whole week before it.",
    "I did not expect her to pick up the phone, and certainly not to **laugh**.",
    "Somebody please give the lighting team an award for the terrace scene.",
    "He keeps saying he has changed, but look at what he does with his hands.",
    "My mother and I stopped the episode twice to argue about this.",
    "The letter was in the same drawer all along; go back and look at the first year.",
    "You can hear the old theme under the new one when she opens the door.",
    "If this is where the leap begins, then *everything* about the house makes sense.",
    "The costume tells it: she wears the blue one only when she has already decided.",
    "A good scene, but the pace of the second half tired me.",
]
HINDI = [
    "वह चुप्पी ही सब कुछ कह गई, शब्दों की ज़रूरत ही नहीं पड़ी।",
    "माँ ने दरवाज़ा खोला तो लगा जैसे पूरा घर **साँस** ले रहा हो।",
    "आज का दृश्य देखकर मेरी दादी भी रो पड़ीं, और वे कभी नहीं रोतीं।",
    "संगीत इतना धीमा था कि पायल की आवाज़ भी सुनाई दी।",
    "मुझे अब भी लगता है कि चिट्ठी उसी ने छिपाई थी।",
    "यह मोड़ पहले साल से ही लिखा हुआ था, बस हम देख नहीं पाए।",
    "छत वाला दृश्य बहुत अच्छा था, रोशनी का काम कमाल का है।",
    "*काश* वह एक बार सच बोल देता, तो बात यहाँ तक न आती।",
]
HINGLISH = [
    "Yaar woh scene dekh ke main toh ro padi, sach mein.",
    "Mujhe laga tha aaj sab sach bahar aayega, par phir se wahi hua.",
    "Uski aankhon mein sab likha tha, dialogue ki zaroorat hi nahi thi.",
    "Dadi ka taana ekdum *sahi* tha, poora ghar chup ho gaya.",
    "Kal ka precap dekha kya? Mujhe toh lagta hai track badlega.",
]
SCRIPTS = [("en", ENGLISH, 55), ("hi", HINDI, 30), ("hi-Latn", HINGLISH, 15)]


def some_talk(chance: Random, sentences: int) -> tuple[str, str]:
    """A language and a text of so many sentences, in paragraphs, now and then with a quotation, a list or a link."""
    language, phrases, _weight = chance.choices(SCRIPTS, [weight for *_, weight in SCRIPTS])[0]
    paragraphs, line = [], []
    for _ in range(sentences):
        line.append(chance.choice(phrases))
        if chance.random() < 0.3:
            paragraphs.append(" ".join(line))
            line = []
    paragraphs.append(" ".join(line) or chance.choice(phrases))
    if chance.random() < 0.1:
        paragraphs.insert(0, "> " + chance.choice(phrases))
    if chance.random() < 0.05:
        paragraphs.append("\n".join(f"- {phrase}" for phrase in chance.sample(phrases, 3)))
    if chance.random() < 0.05:
        paragraphs.append("https://example.com/clips/" + str(chance.randrange(10_000)))
    return language, "\n\n".join(paragraphs)


def a_title(chance: Random, language: str) -> str:
    """One line of at most 120 characters."""
    phrases = {name: lines for name, lines, _ in SCRIPTS}[language]
    return chance.choice(phrases).replace("*", "")[:118].rstrip("।. ")
