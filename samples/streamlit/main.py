import streamlit as st

# Who may enter. While both are empty, every account of the provider may.
ALLOWED_SUBS: set[str] = set()
ALLOWED_DOMAINS: set[str] = set()


def may_enter() -> bool:
    if not ALLOWED_SUBS and not ALLOWED_DOMAINS:
        return True
    named = st.user.sub in ALLOWED_SUBS
    member = st.user.get("hd") in ALLOWED_DOMAINS
    return named or member


if not st.user.is_logged_in:
    st.title("Please log in")
    st.button("Log in", on_click=st.login)
    st.stop()

# From here on, somebody is logged in.
st.button("Log out", on_click=st.logout)

if not may_enter():
    st.error("This account may not enter. Its sub is:")
    st.code(st.user.sub, language=None)
    st.stop()

# st.text, because a name is text and not Markdown.
st.text(f"Hello, {st.user.name}!")
