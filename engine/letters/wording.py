"""The few words that every letter has around its body, in one place for every format."""

from __future__ import annotations

CLOSING = "Yours sincerely"
REFERENCE = "Our reference"
DATE = "Date"
CONTACT = "Contact us"
PHONE = "Phone"
EMAIL = "Email"
WEBSITE = "Website"
PAGE = "Page"
OF = "of"
NOTICE_TITLE = "You have a letter from"
NOTICE_WAITS = "We have written you a letter. It is private, so we do not put it in an email."
NOTICE_LINK = "Sign in to read it:"
NOTICE_ASK = "Call us and we will tell you how to read it, or post it to you:"
