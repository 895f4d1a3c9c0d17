"""The Streamlit apps of the guide, in both languages, without a browser and without a network.

`streamlit.test.ts` runs this in the virtual environment of the sample. `st.user` is set by
Streamlit's AppTest, and no log-in is sent.
"""

import ast
import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

SAMPLE = Path(__file__).parents[2] / "samples" / "streamlit"
TARO = {
    "is_logged_in": True,
    "sub": "110169484474386276334",
    "name": "山田太郎",
    "email": "taro@example.com",
}
WORDS = {
    "main.py": {"log_in": "Log in", "log_out": "Log out", "hello": "Hello, {}!"},
    "main.ja.py": {
        "log_in": "ログイン",
        "log_out": "ログアウト",
        "hello": "こんにちは、{}さん！",
    },
}


def run(source: str, user: dict) -> AppTest:
    app = AppTest.from_string(source)
    app.user = user
    app.run()
    assert not app.exception
    return app


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


@pytest.fixture(params=WORDS)
def file(request) -> str:
    return request.param


@pytest.fixture
def source(file: str) -> str:
    return (SAMPLE / file).read_text(encoding="utf-8")


def test_logged_out_shows_nothing_but_the_log_in_button(file, source):
    app = run(source, {"is_logged_in": False})
    assert labels(app) == [WORDS[file]["log_in"]]
    assert not app.text


def test_logged_in_is_greeted_by_name(file, source):
    app = run(source, TARO)
    assert labels(app) == [WORDS[file]["log_out"]]
    assert [text.value for text in app.text] == [WORDS[file]["hello"].format("山田太郎")]


def test_a_name_is_shown_as_text(file, source):
    name = "**Taro** [x](https://example.com) <b>"
    app = run(source, TARO | {"name": name})
    assert [text.value for text in app.text] == [WORDS[file]["hello"].format(name)]
    assert not app.markdown


def test_log_out_leads_to_the_logged_out_branch(file, source):
    app = run(source, TARO)
    app.button[0].click().run()
    assert labels(app) == [WORDS[file]["log_in"]]
    assert not app.text


@pytest.mark.parametrize(
    ("subs", "domains", "user", "enters"),
    [
        ({TARO["sub"]}, set(), TARO, True),
        ({"another"}, set(), TARO, False),
        (set(), {"example.com"}, TARO | {"hd": "example.com"}, True),
        (set(), {"example.com"}, TARO | {"hd": "example.org"}, False),
        # The address ends in the domain, but Google does not vouch for it.
        (set(), {"example.com"}, TARO, False),
        ({TARO["sub"]}, {"example.org"}, TARO, True),
    ],
)
def test_who_may_enter(source, subs, domains, user, enters):
    listed = source.replace("ALLOWED_SUBS: set[str] = set()", f"ALLOWED_SUBS: set[str] = {subs!r}")
    listed = listed.replace(
        "ALLOWED_DOMAINS: set[str] = set()", f"ALLOWED_DOMAINS: set[str] = {domains!r}"
    )
    app = run(listed, user)
    assert bool(app.text) == enters
    assert bool(app.error) != enters
    # Whoever is refused is told the sub to ask for, and can still log out.
    assert [code.value for code in app.code] == ([] if enters else [user["sub"]])
    assert len(app.button) == 1


TWO_PROVIDERS = {
    "main.py": ["Log in with Google", "Log in with the practice provider"],
    "main.ja.py": ["Googleでログイン", "練習用プロバイダーでログイン"],
}


def test_two_providers_have_a_button_each(file):
    source = (SAMPLE / "two-providers" / file).read_text(encoding="utf-8")
    app = run(source, {"is_logged_in": False})
    assert labels(app) == TWO_PROVIDERS[file]
    assert not app.text


@pytest.mark.parametrize(
    ("allowed", "enters"),
    [
        (set(), True),
        ({("https://provider.example", TARO["sub"])}, True),
        # The same sub, from another provider: somebody else.
        ({("https://accounts.google.com", TARO["sub"])}, False),
    ],
)
def test_with_two_providers_a_person_is_iss_and_sub(file, allowed, enters):
    source = (SAMPLE / "two-providers" / file).read_text(encoding="utf-8")
    start = "ALLOWED: set[tuple[str, str]] = set()"
    assert start in source
    listed = source.replace(start, f"ALLOWED: set[tuple[str, str]] = {allowed!r}")
    app = run(listed, TARO | {"iss": "https://provider.example"})
    assert bool(app.text) == enters
    assert bool(app.error) != enters
    assert len(app.button) == 1


@pytest.mark.parametrize("folder", [SAMPLE, SAMPLE / "two-providers"])
def test_both_languages_are_the_same_program(folder):
    def shape(file: str) -> str:
        tree = ast.parse((folder / file).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = "hd" if node.value == "hd" else ""
        return ast.dump(tree)

    assert shape("main.py") == shape("main.ja.py")


GOOGLE = "https://accounts.google.com/.well-known/openid-configuration"
SHARED = {
    "redirect_uri": "http://localhost:8501/oauth2callback",
    "cookie_secret": "YOUR_COOKIE_SECRET",
}
CLIENT = {
    "client_id": "YOUR_CLIENT_ID",
    "client_secret": "YOUR_CLIENT_SECRET",
    "server_metadata_url": GOOGLE,
}


def settings(folder: Path) -> dict:
    text = (folder / ".streamlit" / "secrets.example.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def test_the_settings_have_every_key_and_no_secret():
    assert settings(SAMPLE) == {"auth": SHARED | CLIENT}


def test_the_settings_of_two_providers_have_a_section_each():
    auth = settings(SAMPLE / "two-providers")["auth"]
    assert auth == SHARED | {"google": CLIENT, "practice": auth["practice"]}
    assert auth["practice"].keys() == CLIENT.keys()
