"""The face of accounts: signing in and out, one's own account, and everybody's to look after."""

from web.accounts import views_mine, views_openid, views_people, views_person, views_sign_in
from web.accounts.face import bp, set_up

__all__ = [
    "bp",
    "set_up",
    "views_mine",
    "views_openid",
    "views_people",
    "views_person",
    "views_sign_in",
]
