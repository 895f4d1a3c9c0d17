import streamlit as st

# The names of the sections in secrets.toml, and what their buttons say.
PROVIDERS = {
    "google": "Log in with Google",
    "practice": "Log in with the practice provider",
}

# Who may enter, as pairs of iss and sub: the same sub from another provider is another person.
ALLOWED: set[tuple[str, str]] = set()

if not st.user.is_logged_in:
    st.title("Please log in")
    for name, label in PROVIDERS.items():
        st.button(label, on_click=st.login, args=[name])
    st.stop()

# From here on, somebody is logged in.
st.button("Log out", on_click=st.logout)

if ALLOWED and (st.user.iss, st.user.sub) not in ALLOWED:
    st.error("This account may not enter. Its iss and sub are:")
    st.code(f"{st.user.iss}\n{st.user.sub}", language=None)
    st.stop()

# st.text, because a name is text and not Markdown.
st.text(f"Hello, {st.user.name} ({st.user.iss})!")
