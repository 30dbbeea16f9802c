"""Personal data: unreadable at rest, masked on the screen, found by a blind index, moved to new keys."""

import copy
import pickle
import re

import pytest
from cryptography.fernet import Fernet
from django import forms
from django.core.management import call_command
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from filing.intake.models import Party
from portal.personal import masks
from portal.personal.fields import Sealed, blind_index, cipher

ID = "220102199003074512"
PHONE = "13812345678"


def stored(party, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM filing_party WHERE id = %s", [party.pk])
        return cursor.fetchone()[0]


def test_the_database_holds_no_plain_text(party):
    for column, plain in (("id_number", ID), ("phone", PHONE), ("address", "光明街")):
        assert plain not in stored(party, column)
        assert cipher().decrypt(stored(party, column).encode()).decode().find(plain) >= 0


def test_everything_that_prints_shows_the_mask_before_and_after_saving(party):
    fresh = Party(id_number=ID)
    for held in (fresh.id_number, party.id_number, Party.objects.get(pk=party.pk).id_number):
        assert str(held) == repr(held) == f"{held}" == "2201************12"
        assert held.plain() == ID


def test_assigning_seals_at_once_and_saves(party):
    party.phone = "13900001111"
    assert str(party.phone) == "139****1111"
    party.save()
    assert Party.objects.get(pk=party.pk).phone.plain() == "13900001111"


def test_nothing_given_is_nothing_stored(make_party):
    party = make_party(id_number="", phone=None)
    assert stored(party, "id_number") == "" and stored(party, "phone") == ""
    assert not party.id_number and str(party.id_number) == "" and party.id_number.plain() == ""


def test_a_deferred_value_is_fetched_when_asked_for(party, django_assert_num_queries):
    found = Party.objects.defer("id_number").get(pk=party.pk)
    with django_assert_num_queries(1):
        assert found.id_number.plain() == ID
    with django_assert_num_queries(0):
        assert str(found.id_number).startswith("2201")


def test_the_same_value_is_encrypted_differently_every_time(party, make_party):
    assert stored(party, "id_number") != stored(make_party(), "id_number")


def test_a_checked_model_keeps_its_values(party):
    party.full_clean()
    assert party.id_number.plain() == ID


class PhoneForm(forms.ModelForm):
    class Meta:
        model = Party
        fields = ["phone"]


@pytest.mark.parametrize("sent, kept", [("138****5678", PHONE), ("13700000000", "13700000000"), ("", "")])
def test_a_form_that_sends_the_mask_back_keeps_the_value(party, sent, kept):
    form = PhoneForm({"phone": sent}, instance=Party.objects.get(pk=party.pk))
    assert 'value="138****5678"' in str(PhoneForm(instance=party))
    assert form.is_valid(), form.errors
    form.save()
    assert Party.objects.get(pk=party.pk).phone.plain() == kept


def test_copies_carry_the_sealed_value_only():
    held = Sealed.of(ID, "id_number")
    assert ID.encode() not in pickle.dumps(held)
    assert pickle.loads(pickle.dumps(held)) == copy.deepcopy(held) == held


@pytest.mark.parametrize(
    "written", ["138 1234 5678", "138-1234-5678", "１３８１２３４５６７８", " 13812345678\n"]
)
def test_the_blind_index_finds_what_people_write_differently(written):
    assert blind_index(written) == blind_index(PHONE) == blind_index(Sealed.of(PHONE, "phone"))


def test_the_blind_index_of_nothing_is_nothing():
    assert blind_index("") == blind_index(None) == blind_index(" - ") == ""


def test_the_blind_index_needs_its_key(settings):
    before = blind_index(ID)
    settings.BLIND_INDEX_KEY = "another key of at least thirty-two signs"
    assert blind_index(ID) != before and len(before) == 64


@given(
    # A star of the text itself looks like one of the mask.
    st.text(st.characters(exclude_characters="*"), min_size=2, max_size=30),
    st.sampled_from(["keep_ends", "id_number", "phone", "address"]),
)
def test_a_mask_never_shows_the_whole(text, mask):
    assert getattr(masks, mask)(text) != text


@pytest.mark.parametrize("mask, text, shown", [
    ("id_number", ID, "2201************12"), ("id_number", "12", "**"), ("id_number", "1234567", "*******"),
    ("phone", PHONE, "138****5678"), ("phone", "110", "***"), ("keep_ends", "金某", "金*"), ("keep_ends", "金", "*"),
    ("address", "吉林省和龙市光明街1号", "吉林省和龙市****"), ("address", "和龙", "****"),
])  # fmt: skip
def test_masks(mask, text, shown):
    assert getattr(masks, mask)(text) == shown


def test_rotation_moves_every_value_to_the_newest_key_and_may_run_again(party, settings, capsys):
    old, new = settings.PERSONAL_DATA_KEYS[0], Fernet.generate_key().decode()
    settings.PERSONAL_DATA_KEYS = [new, old]
    with pytest.raises(SystemExit) as ended:
        call_command("rotate_personal_data")
    assert ended.value.code == 0 and "1" in capsys.readouterr().out
    settings.PERSONAL_DATA_KEYS = [new]
    assert Party.objects.get(pk=party.pk).id_number.plain() == ID
    tokens = [stored(party, column) for column in ("id_number", "phone", "address")]
    with pytest.raises(SystemExit):
        call_command("rotate_personal_data")
    assert [stored(party, column) for column in ("id_number", "phone", "address")] == tokens


def test_rotation_says_which_rows_no_key_opens(party, make_party, settings, capsys):
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode()]
    readable = make_party()
    with pytest.raises(SystemExit) as ended:
        call_command("rotate_personal_data")
    assert ended.value.code == 1
    assert re.findall(r"\d+", capsys.readouterr().err) == [str(party.pk)]
    assert Party.objects.get(pk=readable.pk).id_number.plain() == ID
