import streamlit as st

# 入ってよい人。どちらも空のあいだは、プロバイダーのどのアカウントでも入れる。
ALLOWED_SUBS: set[str] = set()
ALLOWED_DOMAINS: set[str] = set()


def may_enter() -> bool:
    if not ALLOWED_SUBS and not ALLOWED_DOMAINS:
        return True
    named = st.user.sub in ALLOWED_SUBS
    member = st.user.get("hd") in ALLOWED_DOMAINS
    return named or member


if not st.user.is_logged_in:
    st.title("ログインしてください")
    st.button("ログイン", on_click=st.login)
    st.stop()

# ここから先は、ログイン済み。
st.button("ログアウト", on_click=st.logout)

if not may_enter():
    st.error("このアカウントでは入れません。subは次のとおりです。")
    st.code(st.user.sub, language=None)
    st.stop()

# 名前はMarkdownではなくただの文字なので、st.textを使う。
st.text(f"こんにちは、{st.user.name}さん！")
