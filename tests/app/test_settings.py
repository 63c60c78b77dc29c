"""Settings: where they come from, what is refused and how that is told."""

import pytest

from app.envfile import example, read_env_file
from app.errors import SettingsProblem
from app.settings import DEVELOPMENT_SECRET, ROOT, Settings, describe, env_name, load_settings, to_environment

pytestmark = pytest.mark.once


def test_nothing_given_is_development_on_the_embedded_database():
    settings = load_settings({})
    assert (settings.profile, settings.embedded, settings.port, settings.sample) == ("development", True, 8000, "bokeh")
    assert settings.data_dir == str(ROOT / ".data")


def test_environment_wins_over_the_file_and_the_command_line_over_both(tmp_path, monkeypatch):
    file = tmp_path / ".env"
    file.write_text("IWM_PORT=9001\nIWM_WORKERS=3\nIWM_POOL_SIZE=7\n")
    monkeypatch.setenv("IWM_WORKERS", "4")
    monkeypatch.setenv("IWM_POOL_SIZE", "")
    settings = load_settings(env_file=file, port="9002", host=None)
    assert (settings.port, settings.workers, settings.pool_size, settings.host) == (9002, 4, 4, "127.0.0.1")


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("IWM_PORT", "http", "expected a whole number from 0 to 65535"),
        ("IWM_PORT", "65536", "expected a whole number from 0 to 65535"),
        ("IWM_CACHE", "maybe", "expected on or off"),
        ("IWM_PROFILE", "prod", "expected one of development, testing, production"),
        ("IWM_LOG_LEVL", "debug", "did you mean IWM_LOG_LEVEL?"),
        ("DATABASE_URL", "mysql://db/iwm", "mysql:// is not PostgreSQL"),
        ("DATABASE_URL", "postgresql://db/iwm?colour=red", "colour"),
        ("IWM_SECRET_KEY_FILE", "/no/such/file", "cannot read the file that /no/such/file names"),
    ],
)
def test_what_is_wrong_is_told_by_the_name_of_the_variable(name, value, told):
    with pytest.raises(SettingsProblem) as error:
        load_settings({name: value})
    assert name.removesuffix("_FILE") in error.value.message
    assert told in error.value.message
    assert error.value.hint


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(SettingsProblem) as error:
        load_settings({"IWM_PORT": "x", "IWM_WORKERS": "-1"})
    assert "IWM_PORT" in error.value.message
    assert "IWM_WORKERS" in error.value.message


def test_variables_of_scripts_and_containers_are_left_alone():
    load_settings({"IWM_SHARED_BUFFERS": "1GB", "IWM_TEST_TARGET": "docker", "IWM_APP_PASSWORD": "x"})


def test_values_of_every_kind():
    settings = load_settings({"IWM_CORS_ORIGINS": "https://a.example, https://b.example", "IWM_CACHE": "off"})
    assert settings.cors_origins == ("https://a.example", "https://b.example")
    assert settings.cache is False


def test_a_file_holds_a_secret(tmp_path):
    (tmp_path / "key").write_text("k" * 40 + "\n")
    assert load_settings({"IWM_SECRET_KEY_FILE": str(tmp_path / "key")}).secret_key == "k" * 40


def test_production_refuses_what_everyone_knows():
    good = {"IWM_PROFILE": "production", "IWM_SECRET_KEY": "x" * 32}
    assert load_settings(good).profile == "production"
    for key in ("", DEVELOPMENT_SECRET, "short"):
        with pytest.raises(SettingsProblem, match="IWM_SECRET_KEY"):
            load_settings({**good, "IWM_SECRET_KEY": key})
    with pytest.raises(SettingsProblem, match="DATABASE_URL"):
        load_settings({**good, "DATABASE_URL": "postgresql://iwm:Postgres@db/iwm"})
    assert load_settings({**good, "DATABASE_URL": "postgresql://iwm:qk3Jf9@db/iwm"}).database_url


def test_settings_pass_through_the_environment_unchanged():
    settings = load_settings(
        {"IWM_CACHE": "no", "IWM_CORS_ORIGINS": "*", "DATABASE_URL": "postgres://a:b%20c@h/d?ssl=true", "IWM_PORT": "1"}
    )
    assert load_settings(to_environment(settings)) == settings


def test_secrets_are_masked_where_settings_are_shown():
    settings = load_settings({"IWM_SECRET_KEY": "s3cr3t-key", "DATABASE_URL": "postgres://me:s3cr3t@h/d"})
    shown = {name: value for name, value, _ in describe(settings)}
    assert "s3cr3t" not in str(shown)
    assert shown["DATABASE_URL"] == "postgresql://me:********@h/d"


def test_every_setting_is_described():
    assert all(description for _, _, description in describe(Settings()))


def test_the_example_file_is_current_and_can_be_read(tmp_path):
    text = (ROOT / ".env.example").read_text()
    assert text == example(), "run: iwm settings example > .env.example"
    (tmp_path / ".env").write_text("\n".join(line.removeprefix("#") for line in text.splitlines() if "=" in line[:40]))
    values = read_env_file(tmp_path / ".env")
    assert set(values) >= {env_name(field) for field in Settings.__struct_fields__}
    names = {env_name(field) for field in Settings.__struct_fields__}
    load_settings({name: value for name, value in values.items() if name in names})


def test_env_files_are_read_as_shells_write_them(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# c\n\nA=1\nexport B='two words'\nC=\"3 # no comment\"\nD=4 # comment\nE=x=y\nF=\n")
    assert read_env_file(file) == {
        "A": "1", "B": "two words", "C": "3 # no comment", "D": "4", "E": "x=y", "F": "",
    }  # fmt: skip
    assert read_env_file(tmp_path / "none") == {}


def test_a_broken_line_of_an_env_file_is_named(tmp_path):
    file = tmp_path / ".env"
    file.write_text("A=1\nwhat is this\n")
    with pytest.raises(SettingsProblem, match=r"\.env:2"):
        read_env_file(file)
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsProblem, match="cannot be read"):
        read_env_file(file)
