"""Build the style sheets and scripts the pages use, from npm's govuk-frontend and web/static.

The fonts that papers are printed in are copied beside them, with their licence.

Government guidance keeps the crest and the GDS Transport font to GOV.UK, so both are cut out.
Each file is named by its content, so that browsers may keep it for good, and is written
compressed beside itself. `manifest.json` comes last: it is there only if all the rest is.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOVUK = ROOT / "node_modules" / "govuk-frontend" / "dist" / "govuk"
OWN = ROOT / "web" / "static"
OUT = ROOT / "instance" / "assets"
NOTO = ROOT / "node_modules" / "@expo-google-fonts" / "noto-sans"
FONTS = ("400Regular/NotoSans_400Regular.ttf", "700Bold/NotoSans_700Bold.ttf", "LICENSE_FONT")


def without_crest_and_font(css: str) -> str:
    """Take out what is GOV.UK's own; stop if the style sheet is not as expected."""
    css, faces = re.subn(r"@font-face\{[^}]*\}", "", css)
    css, families = re.subn(
        "GDS Transport,arial,sans-serif", "var(--brand-font,system-ui,sans-serif)", css
    )
    css = re.sub(r"url\(/assets/images/[^)]*\)", "none", css)
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    if faces != 2 or families < 40 or "GDS Transport" in css or "/assets/" in css:
        sys.exit("govuk-frontend has changed: look at its fonts and images before building")
    return css


def mirrored(css: str) -> str:
    """Turn a style sheet for left to right into one for right to left."""
    rtlcss = ROOT / "node_modules" / ".bin" / "rtlcss"
    done = subprocess.run([rtlcss, "-"], input=css, capture_output=True, text=True, check=True)
    # The triangle of a closed <details> is a clip path, which rtlcss leaves as it is.
    return done.stdout + (
        "[dir=rtl] .govuk-details:not([open])>.govuk-details__summary::before"
        "{clip-path:polygon(100% 0,0 50%,100% 100%)}"
    )


def write(name: str, text: str) -> str:
    """Write `text` under a name that holds its digest, plain and compressed; return the name."""
    content = text.encode()
    stem, dot, kind = name.rpartition(".")
    path = OUT / f"{stem}.{hashlib.sha256(content).hexdigest()[:12]}{dot}{kind}"
    path.write_bytes(content)
    Path(f"{path}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
    return path.name


def copy_fonts() -> None:
    """Copy the fonts of papers."""
    folder = OUT / "fonts"
    folder.mkdir()
    for name in FONTS:
        shutil.copyfile(NOTO / name, folder / Path(name).name)


def main() -> None:
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    copy_fonts()
    css = without_crest_and_font((GOVUK / "govuk-frontend.min.css").read_text("utf-8"))
    script = (GOVUK / "govuk-frontend.min.js").read_text("utf-8")
    script = re.sub(r"//# sourceMappingURL=.*", "", script)
    names = {
        "ltr.css": write("ltr.css", css),
        "rtl.css": write("rtl.css", mirrored(css)),
        "govuk.js": write("govuk.js", script),
    }
    for own in sorted(OWN.iterdir()):
        text = own.read_text("utf-8").replace("./govuk.js", f"./{names['govuk.js']}")
        names[own.name] = write(own.name, text)
    (OUT / "manifest.json").write_text(json.dumps(names, indent=2))


if __name__ == "__main__":
    main()
