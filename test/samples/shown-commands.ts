/** The commands of the guide and of the samples' READMEs that the tests in this folder run. */
export const commands = {
  installStreamlit: 'python3 -m venv .venv\n. .venv/bin/activate\npip install "streamlit[auth]"',
  cookieSecret: 'python3 -c "import secrets; print(secrets.token_hex(32))"',
  runStreamlit: 'streamlit run main.py',
  installFastapi: 'python3 -m venv .venv\n. .venv/bin/activate\npip install .',
  runFastapi: 'uvicorn main:app --port 8000',
  installNode: 'npm install',
  runNode: 'node --env-file=.env server.ts',
} as const

/** One string for each fence. */
export const shownCommands: readonly string[] = Object.values(commands)
