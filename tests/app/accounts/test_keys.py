"""Keys: one for each purpose, and secrets that can be changed."""

import pytest

from app.accounts.keys import Keys, derive
from app.settings import Settings

pytestmark = pytest.mark.once
FIRST, SECOND = "first secret of thirty-two letters", "second secret of thirty-two letters"


def keys(secret: str, *old: str) -> Keys:
    return Keys(Settings(secret_key=secret, old_secret_keys=old))


def test_each_purpose_and_each_secret_has_a_key_of_its_own() -> None:
    derived = {derive(s.encode(), p) for s in (FIRST, SECOND) for p in ("access token", "encryption", "refresh token")}
    assert len(derived) == 6
    assert {len(key) for key in derived} == {32}
    assert keys(FIRST).mac("refresh token", "x") != keys(FIRST).mac("mailed link", "x")


def test_the_present_secret_signs_and_old_ones_still_verify() -> None:
    before, after, later = keys(FIRST), keys(SECOND, FIRST), keys(SECOND)
    assert after.signing == later.signing != before.signing
    assert after.verifying.keys() == {before.signing.kid, later.signing.kid}
    assert before.signing.kid not in later.verifying
    mac = before.mac("refresh token", "ses_1.0")
    assert after.mac_is_right("refresh token", "ses_1.0", mac)
    assert not later.mac_is_right("refresh token", "ses_1.0", mac)
    assert after.mac("refresh token", "ses_1.0") == later.mac("refresh token", "ses_1.0")


def test_a_key_id_tells_nothing_of_the_secret_and_stays_the_same() -> None:
    assert keys(FIRST).signing.kid == keys(FIRST, SECOND).signing.kid
    assert keys(FIRST).signing.algorithm == "HS256"
    assert FIRST not in repr(keys(FIRST).signing.kid)


@pytest.mark.parametrize("given", ["", "x", "\udc80", "é" * 43, "A" * 43, "A" * 100_000])
def test_a_wrong_mac(given: str) -> None:
    assert not keys(FIRST).mac_is_right("refresh token", "ses_1.0", given)


def test_a_mac_with_more_behind_it_is_wrong() -> None:
    mac = keys(FIRST).mac("mailed link", "otk_1")
    for changed in (mac + "=", mac + "A", mac[:-1], mac.swapcase(), mac + "\n"):
        assert not keys(FIRST).mac_is_right("mailed link", "otk_1", changed)


def test_what_was_encrypted_before_a_change_of_the_secret() -> None:
    sealed = keys(FIRST).encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY" not in sealed
    assert keys(SECOND, FIRST).decrypt(sealed) == "JBSWY3DPEHPK3PXP"
    for wrong in (keys(SECOND), keys(FIRST[:-1])):
        with pytest.raises(ValueError, match="IWM_OLD_SECRET_KEYS"):
            wrong.decrypt(sealed)
    for broken in ("", "x", sealed[:-4], sealed.replace("A", "B")[:-1]):
        with pytest.raises(ValueError, match="IWM_OLD_SECRET_KEYS"):
            keys(FIRST).decrypt(broken)
