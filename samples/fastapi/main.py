from html import escape

from authlib.integrations.starlette_client import OAuth, OAuthError
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from joserfc.errors import JoseError
from starlette.config import Config
from starlette.middleware.sessions import SessionMiddleware

# Who may enter. While both are empty, every account of the provider may.
ALLOWED_SUBS: set[str] = set()
ALLOWED_DOMAINS: set[str] = set()

# A missing value stops the start with a line that names it.
config = Config(".env")
issuer = config("OIDC_ISSUER")
client_id = config("OIDC_CLIENT_ID")
# From the settings and not from the request, whose Host header anybody can set.
redirect_uri = config("OIDC_REDIRECT_URI")

oauth = OAuth()
provider = oauth.register(
    "provider",
    client_id=client_id,
    client_secret=config("OIDC_CLIENT_SECRET"),
    server_metadata_url=f"{issuer}/.well-known/openid-configuration",
    # Authlib uses PKCE only where it is asked to.
    client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
)

app = FastAPI()
# The cookie is signed, not encrypted: its owner can read it.
app.add_middleware(
    SessionMiddleware,
    secret_key=config("COOKIE_SECRET"),
    max_age=8 * 60 * 60,
    https_only=redirect_uri.startswith("https://"),
)


def may_enter(user: dict) -> bool:
    if not ALLOWED_SUBS and not ALLOWED_DOMAINS:
        return True
    return user["sub"] in ALLOWED_SUBS or user["hd"] in ALLOWED_DOMAINS


def page(title: str, body: str, status_code: int = 200) -> HTMLResponse:
    head = f"<!doctype html><title>{escape(title)}</title><h1>{escape(title)}</h1>"
    return HTMLResponse(head + body, status_code, headers={"Cache-Control": "no-store"})


@app.get("/")
async def home(request: Request):
    user = request.session.get("user")
    if user is None:
        return page("Please log in", '<a href="/login">Log in</a>')
    log_out = '<form method="post" action="/logout"><button>Log out</button></form>'
    if not may_enter(user):
        sub = f"<p>Its sub: {escape(user['sub'])}</p>"
        return page("This account may not enter", sub + log_out, 403)
    return page(f"Hello, {user['name']}!", log_out)


@app.get("/login")
async def login(request: Request):
    return await provider.authorize_redirect(
        request, redirect_uri, prompt="select_account"
    )


@app.get("/auth/callback")
async def callback(request: Request):
    try:
        # By itself Authlib compares azp with the client ID, but not aud.
        options = {"iss": {"value": issuer}, "aud": {"value": client_id}}
        token = await provider.authorize_access_token(request, claims_options=options)
        claims = token["userinfo"]
    except (OAuthError, JoseError, KeyError):
        return page("The login was refused", '<a href="/login">Log in again</a>', 400)
    request.session.clear()
    # Only what the app needs: a cookie holds 4096 bytes.
    request.session["user"] = {name: claims.get(name) for name in ("sub", "name", "hd")}
    return RedirectResponse("/", status_code=303)


@app.post("/logout")
async def logout(request: Request):
    request.session.clear()
    return RedirectResponse("/", status_code=303)
