"""The settings of the door: who is asked for what when they join, sign in or change how they do.

Part of `settings.py`, which takes every name from here; a module of its own because the door has many.
"""

from portal.env import PRODUCTION, env, own_address, required

SITE_URL = required("SITE_URL", own_address()).rstrip("/")
SECURE = SITE_URL.startswith("https://")

AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = ["accounts.backends.OneCheckBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.GuessableValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USERNAME_VALIDATORS = "accounts.handles.validators"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_FORMS = {"signup": "portal.pages.forms.JoinForm", "login": "accounts.forms.SignInForm"}
ACCOUNT_FORMS["confirm_email_verification_code"] = "accounts.forms.MailedCodeForm"
ACCOUNT_FORMS |= {"reset_password": "accounts.forms.ForgottenForm", "add_email": "accounts.forms.NewAddressForm"}
# Of throwaway addresses: what the list says is overruled here, a domain with all below it.
EMAIL_DOMAINS_ALLOWED = env.list("EMAIL_DOMAINS_ALLOWED", [])
EMAIL_DOMAINS_REFUSED = env.list("EMAIL_DOMAINS_REFUSED", [])
ACCOUNT_SIGNUP_FORM_CLASS = "portal.pages.joining.JoinFields"
ACCOUNT_RATE_LIMITS = {"signup": None}  # portal.pages.entrance counts with one write in place of four
JOIN_SECONDS_AT_LEAST = env.float("JOIN_SECONDS_AT_LEAST", 2)  # sooner, it was a machine; 0 asks for no moment
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True  # one address at a time; the new one counts once its code was typed
ACCOUNT_EMAIL_NOTIFICATIONS = ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
HEADLESS_ADAPTER = "accounts.adapter.HeadlessAdapter"
HEADLESS_CLIENTS = ("app", "browser")
# Links in mails come from the configured origin, never from the Host header.
RESET_URL = f"{SITE_URL}/accounts/password/reset/"
HEADLESS_FRONTEND_URLS = {"account_signup": f"{SITE_URL}/accounts/signup/", "account_reset_password": RESET_URL}
HEADLESS_FRONTEND_URLS["account_reset_password_from_key"] = f"{RESET_URL}key/{{key}}/"
USERSESSIONS_TRACK_ACTIVITY = False  # it writes a row at every request
# Moderators and operators without a second step read like fans until they have set one up.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", PRODUCTION)
MFA_ADAPTER = "accounts.factors.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_FORMS = {"add_webauthn": "accounts.forms.PasskeyForm", "edit_webauthn": "accounts.forms.PasskeyNameForm"}
MFA_FORMS["activate_totp"] = "accounts.forms.AppForm"
MFA_PASSKEY_LOGIN_ENABLED = MFA_RECOVERY_CODES_SHOW_ONCE = True
