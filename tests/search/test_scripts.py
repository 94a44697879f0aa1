"""The key that both scripts share."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.lib.scripts import LONGEST_KEY, fold, key_of, skeleton, words

# Names of Anupamaa and other serials as fans write them, and words of their talk.
PAIRS = """
अनुपमा Anupama Anupamaa Anupma
समर Samar
वनराज Vanraj Vanraaj Wanraj
मालती Malti Maalti Malati
देवी Devi Devee
काव्या Kavya Kaavya
पाखी Pakhi Paakhi
तोषू Toshu
परितोष Paritosh
अधिक Adhik
रोमिल Romil
अनुज Anuj
शाह Shah
कपाड़िया Kapadia Kapadiya
किंजल Kinjal
हसमुख Hasmukh
लीला Leela Lila
बा Baa Ba
बापूजी Bapuji Baapuji
डिंपी Dimpy Dimpi
नंदिनी Nandini
बरखा Barkha
अंकुश Ankush
देविका Devika
भैरवी Bhairavi
रूपाली Rupali Roopali
गांगुली Ganguly Ganguli
गौरव Gaurav
खन्ना Khanna
सुधांशु Sudhanshu
पांडे Pandey Pande
पारस Paras
कलनावत Kalnawat
सागर Sagar
पारेख Parekh
आशीष Ashish Aashish
मेहरोत्रा Mehrotra
अपरा Apara
मेहता Mehta
विराज Viraj
कपूर Kapoor Kapur
अक्षरा Akshara
अभिमन्यु Abhimanyu
कार्तिक Kartik Karthik
नायरा Naira Nayra
कृष्ण Krishna
तुलसी Tulsi Tulasi
मिहिर Mihir
विरानी Virani
लक्ष्मी Lakshmi Laxmi
प्रेरणा Prerna Prerana
अनुराग Anurag
कोमोलिका Komolika
गोपी Gopi
राशि Rashi
साक्षी Sakshi
राम Ram
प्रिया Priya
आदित्य Aditya
सत्य Satya
चंद्र Chandra
चंद्रिका Chandrika
इंद्र Indra
मित्र Mitra
सूर्य Surya
यश Yash
वीर Veer Vir
झांसी Jhansi
ज़िंदगी Zindagi Jindagi
रिश्ता Rishta
कहलाता Kehlata Kahlata
कुमकुम Kumkum
भाग्य Bhagya
तारक Taarak Tarak
उल्टा Ulta
चश्मा Chashma
छोटी Chhoti Choti
सरदारनी Sardarni
इमली Imlie Imli
गुम Gum Ghum
है Hai
किसी Kisi Kisee
प्यार Pyaar Pyar
क्यों Kyon
नहीं Nahin Naheen
बहुत Bahut
जाएगा Jaega Jayega
गई Gai Gayi
दीजिए Dijiye Dijie
और Aur
ख़ुशी Khushi
गरबा Garba
संगीत Sangeet
शादी Shaadi Shadi
मौत Maut
तलाक Talaq Talak
हृतिक Hritik
ऋतिक Ritik
धर्म Dharm
जन्म Janm
जय Jay Jai
उदय Uday
विष्णु Vishnu
१०१८ 1018
"""
ROWS = [line.split() for line in PAIRS.split("\n") if line.strip()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[1])
def test_a_name_has_one_key_in_both_scripts_and_every_usual_spelling(row):
    assert len({key_of(spelling) for spelling in row}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("अनुपमा", "अनुपम"), ("Anuj", "Anu"), ("समर", "सागर"), ("Malti", "Mali"), ("1018", "108")]
)
def test_other_names_have_other_keys(one, other):
    assert key_of(one) != key_of(other)


def test_words_are_found_where_they_stand():
    text = "मालती_devi, Anupamaa’s  (सब)!"
    assert [(text[word.start : word.end], word.key) for word in words(text)] == [
        ("मालती", "malti"),
        ("devi", "devi"),
        ("Anupamaa", "anupma"),
        ("सब", "sab"),
    ]


def test_a_conjunct_with_joiners_and_nukta_is_the_same_word():
    assert key_of("क्\u200dया") == key_of("क्या") == "kya"
    assert key_of("ख़ुशी") == key_of("खुशी") == key_of("Khushi")


def test_other_scripts_keep_their_words():
    assert fold("ગુજરાતી தமிழ் Ünïcode") == "ગુજરાતી தமிழ் unikode"


def test_a_skeleton_has_no_vowels_but_the_first():
    assert [skeleton(key) for key in ("anupma", "imli", "samar", "a", "")] == ["anpm", "aml", "smr", "a", ""]


@given(st.text(max_size=120))
@example("ia" * 30)
@example("x" * 60)
@example("\u0950" * 30)
@example("İstanbul ﬁn ㍿")
def test_folding_never_raises_and_twice_is_once(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert all(len(key) <= LONGEST_KEY for key in folded.split())


@given(st.text(alphabet="कखगघचजटडतदनपबमयरलवशसहािीुूेैोौ्ंँः़abcdeghijklmnopqrstuvwxyz", max_size=30))
def test_the_same_for_the_letters_that_are_folded(text):
    assert fold(fold(text)) == fold(text)
