import streamlit as st

# secrets.tomlのセクションの名前と、ボタンの文字。
PROVIDERS = {
    "google": "Googleでログイン",
    "practice": "練習用プロバイダーでログイン",
}

# 入ってよい人を、issとsubの組で書く。同じsubでも、issが違えば別の人。
ALLOWED: set[tuple[str, str]] = set()

if not st.user.is_logged_in:
    st.title("ログインしてください")
    for name, label in PROVIDERS.items():
        st.button(label, on_click=st.login, args=[name])
    st.stop()

# ここから先は、ログイン済み。
st.button("ログアウト", on_click=st.logout)

if ALLOWED and (st.user.iss, st.user.sub) not in ALLOWED:
    st.error("このアカウントでは入れません。issとsubは次のとおりです。")
    st.code(f"{st.user.iss}\n{st.user.sub}", language=None)
    st.stop()

# 名前はMarkdownではなくただの文字なので、st.textを使う。
st.text(f"こんにちは、{st.user.name}さん（{st.user.iss}）！")
