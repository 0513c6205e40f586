"""Mails as common programs write them, rebuilt by hand: their headers, their order of parts, their ways to quote."""

from __future__ import annotations

import base64
import io
from datetime import UTC, datetime
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime

from importing import picture

NOOR = "noor.bakker@gmail.example"
HUB = "verhalen@wijdewaard.example"
WHEN = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
WORDS = (
    "Om vier uur ’s nachts ging het alarm.\n\nEr was niemand, dus ik ging zelf. Mijn broodtrommel bleef op tafel staan."
)

HEIC = """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAVdtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA
ACJpbG9jAAAAAERAAAEAAQAAAAABewABAAAAAAAAAH8AAAAjaWluZgAAAAAAAQAAABVpbmZlAgAAAAABAABodmMxAAAAAA5waXRt
AAAAAAABAAAA12lwcnAAAAC4aXBjbwAAAHlodmNDAQNwAAAAkAAAAAAAWvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMA
AAMAWroCQGEAAQAsQgEBA3AAAAMAkAAAAwAAAwBaoAUCAeFlupJKa5uAhoMCAAADADIAAAMAAhBiAAEAB0QBwXKwYkAAAAATY29s
cm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAACgAAAAeAAAAAQcGl4aQAAAAADCAgIAAAAF2lwbWEAAAAAAAAAAQABBIECAwQAAACH
bWRhdAAAAHsoAa8LRBeuYxa1QPrGwdf/+g47+OMQeK97TLFFSHskIIUKkogAAAMDCqhvxUEqGeVgAAADAAA+IJMKQkgAAAMAAAMA
AhKHAAADAAADAAADAAy4AAADAAADAAADAAN+AAADAAADAAADADEgAAADAAADAAADAQEAAAMABoQ=
"""
"""A red picture of 640 by 480."""


def headed(message: EmailMessage | MIMEMultipart | MIMEText, subject: str = "Drie regenjassen", **more: str) -> bytes:
    """The bytes of a mail with the usual headers; a header given as None is left out."""
    given = {
        "From": f"Noor Bakker <{NOOR}>",
        "To": f"Verhalen <{HUB}>",
        "Subject": subject,
        "Date": format_datetime(WHEN),
        "Message-ID": "<CAF-20261120@mail.gmail.example>",
        **{name.replace("_", "-"): text for name, text in more.items()},
    }
    for name, text in given.items():
        if text:
            message[name] = text
    return message.as_bytes()


def photo(size: tuple[int, int] = (640, 480), colour: str = "red", kind: str = "JPEG") -> bytes:
    return picture(kind, size, colour)


def gmail(words: str = WORDS, **more: str) -> bytes:
    """Gmail: text and HTML of the same, with a picture beside them."""
    mixed, both = MIMEMultipart("mixed"), MIMEMultipart("alternative")
    both.attach(MIMEText(words, "plain", "utf-8"))
    html = "".join(f'<div dir="auto">{one}</div><div dir="auto"><br></div>' for one in words.split("\n\n"))
    both.attach(MIMEText(f'<div dir="ltr">{html}</div>', "html", "utf-8"))
    mixed.attach(both)
    image = MIMEImage(photo(), "jpeg")
    image.add_header("Content-Disposition", "attachment", filename="PXL_20261120.jpg")
    image.add_header("X-Attachment-Id", "f_m1")
    mixed.attach(image)
    return headed(mixed, **more)


def outlook(**more: str) -> bytes:
    """Outlook: windows-1252, a logo below the signature, a file as TNEF's rest, and no other text than HTML and its plain twin."""
    mixed, related, both = MIMEMultipart("mixed"), MIMEMultipart("related"), MIMEMultipart("alternative")
    plain = WORDS.replace("\n", "\r\n") + "\r\n\r\n[cid:image001.png@01DA]\r\n"
    both.attach(MIMEText(plain, "plain", "windows-1252"))
    both.attach(
        MIMEText(
            f'<html><body><p class="MsoNormal">{WORDS}</p><img src="cid:image001.png@01DA"></body></html>',
            "html",
            "windows-1252",
        )
    )
    related.attach(both)
    logo = MIMEImage(photo((120, 40), "blue", "PNG"), "png", name="image001.png")
    logo.add_header("Content-ID", "<image001.png@01DA>")
    related.attach(logo)
    mixed.attach(related)
    image = MIMEImage(photo(), "jpeg")
    # RFC 2231, as Outlook does with an accent in a name.
    image.add_header("Content-Disposition", "attachment", filename=("utf-8", "", "één dag.jpg"))
    mixed.attach(image)
    rest = MIMEText("\r\n", "plain", "us-ascii")
    rest.add_header("Content-Disposition", "attachment", filename="ATT00001.txt")
    mixed.attach(rest)
    given = {"Message_ID": "<AM0PR01MB@eurprd01.prod.outlook.example>", "Thread_Topic": "Drie regenjassen", **more}
    return headed(mixed, **given)


def apple(**more: str) -> bytes:
    """Apple Mail: flowed text, pictures between two parts of the text."""
    mixed = MIMEMultipart("mixed")
    first = MIMEText("Om vier uur \r\n’s nachts ging het alarm.\r\n\r\n", "plain", "utf-8")
    first.set_param("format", "flowed")
    first.set_param("delsp", "no")
    mixed.attach(first)
    image = MIMEImage(photo(), "jpeg", name="IMG_0001.jpeg")
    image.add_header("Content-Disposition", "inline", filename="IMG_0001.jpeg")
    image.add_header("Content-Id", "<A1B2@apple>")
    mixed.attach(image)
    last = MIMEText(
        "\r\nEr was niemand, dus ik ging zelf. Mijn broodtrommel bleef op tafel staan.\r\n", "plain", "utf-8"
    )
    mixed.attach(last)
    return headed(mixed, Mime_Version="1.0 (Mac OS X Mail 16.0)", **{"Message_ID": "<8C@apple.example>", **more})


def heic() -> bytes:
    """A picture as iPhones take them."""
    import pi_heif  # noqa: F401 - without it the hub could not read what is made here either

    return base64.b64decode(HEIC)


def ios(**more: str) -> bytes:
    """Mail on an iPhone: what it says below each mail, and a picture in its own format."""
    mixed = MIMEMultipart("mixed")
    mixed.attach(MIMEText(f"{WORDS}\n\nVerstuurd vanaf mijn iPhone", "plain", "utf-8"))
    image = MIMEApplication(heic(), "heic", name="IMG_2222.HEIC")
    image.replace_header("Content-Type", 'image/heic; name="IMG_2222.HEIC"')
    image.add_header("Content-Disposition", "inline", filename="IMG_2222.HEIC")
    mixed.attach(image)
    return headed(mixed, X_Mailer="iPhone Mail (22A3354)", **{"Message_ID": "<IP@icloud.example>", **more})


def forward(**more: str) -> bytes:
    """A manager sends on what somebody wrote them, with a few words above it."""
    text = (
        "Hier het verhaal van Fatima, wil jij het plaatsen?\n\n-- \nWim Smit\nTeamleider\n\n"
        "---------- Forwarded message ---------\n"
        "Van: Fatima Yilmaz <fatima.yilmaz@privemail.example>\nDate: do 19 nov 2026 om 21:10\n"
        f"Subject: Drie regenjassen\nTo: Wim Smit <wim@wijdewaard.example>\n\n{WORDS}\n"
    )
    return headed(
        MIMEText(text, "plain", "utf-8"), "Fwd: Drie regenjassen", **{"Message_ID": "<FWD@x.example>", **more}
    )


def forward_attached(**more: str) -> bytes:
    """The same, with the mail as an attachment."""
    mixed = MIMEMultipart("mixed")
    mixed.attach(MIMEText("Zie bijlage.", "plain", "utf-8"))
    inner = EmailMessage()
    inner["From"], inner["Subject"] = "Fatima Yilmaz <fatima.yilmaz@privemail.example>", "Drie regenjassen"
    inner.set_content(WORDS)
    outer = MIMEMultipart("mixed")
    outer.attach(mixed)
    from email.mime.message import MIMEMessage

    outer.attach(MIMEMessage(inner))
    return headed(outer, "FW: Drie regenjassen", **{"Message_ID": "<FWA@x.example>", **more})


def reply(**more: str) -> bytes:
    """An answer to a call for stories, with a signature, and the call quoted below it."""
    text = (
        f"{WORDS}\n\nMet vriendelijke groet,\nNoor\n\n-- \nNoor Bakker\nPrivélaan 12, 06-12345678\n{NOOR}\n\n"
        f"Op wo 18 nov 2026 om 10:12 schreef Verhalen <{HUB}>:\n\n"
        "> Beste allemaal,\n>\n> Vertel ons je verhaal!\n> Groeten, communicatie\n"
    )
    return headed(MIMEText(text, "plain", "utf-8"), "Re: Drie regenjassen", **{"Message_ID": "<RE@x.example>", **more})


def outlook_reply(**more: str) -> bytes:
    """Outlook's way to quote: the heads of the other mail in Dutch, and no line before them."""
    text = (
        f"{WORDS}\r\n\r\nVan: Verhalen <{HUB}>\r\nVerzonden: woensdag 18 november 2026 10:12\r\n"
        f"Aan: Noor Bakker <{NOOR}>\r\nOnderwerp: Vertel ons je verhaal\r\n\r\nBeste allemaal,\r\nVertel!\r\n"
    )
    return headed(
        MIMEText(text, "plain", "windows-1252"), "Antw: Drie regenjassen", **{"Message_ID": "<ANTW@x>", **more}
    )


def html_only(**more: str) -> bytes:
    """A program that sends HTML alone, with what should not run in it."""
    html = (
        "<html><head><style>p{color:red}</style><script>alert(1)</script></head><body>"
        "<p>Om vier uur &rsquo;s nachts ging het alarm.</p><table><tr><td><p>Er was niemand, dus ik ging zelf. "
        'Mijn broodtrommel bleef op tafel staan.</p></td></tr></table><img src="https://spion.example/x.gif" onerror="x()"></body></html>'
    )
    return headed(MIMEText(html, "html", "utf-8"), **{"Message_ID": "<HTML@x.example>", **more})


def with_files(text: str, *files: tuple[str, bytes], subject: str = "Mijn verhaal", **more: str) -> bytes:
    """A mail with attached files, as a phone shares them."""
    message = EmailMessage()
    message.set_content(text or "\n")
    for name, data in files:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return headed(message, subject, **more)


PROGRAMS = {
    "Gmail": gmail,
    "Outlook": outlook,
    "Apple Mail": apple,
    "iPhone": ios,
    "a forward": forward,
    "a forward as a file": forward_attached,
    "a reply": reply,
    "a reply of Outlook": outlook_reply,
    "HTML alone": html_only,
}


def jpeg_of(data: bytes) -> tuple[int, int]:
    """The size of a picture."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as image:
        return image.size
