"""Draw a picture anew, in a process of its own with little memory and time (security.md, threat 17).

Run as a script: the picture comes in on standard input, already checked and stripped by drawings.py, and goes out on standard
output as a new PNG or JPEG of at most 2000 pixels. Nothing of the workbench is imported here: no keys, no database.
"""

import io
import sys

LONGEST = 2000  # pixels of the longer side
KEEP_PNG = 1_000_000  # bytes; a scan of a whole sheet is smaller as a JPEG
QUALITY = 85
BAND = 64  # rows drawn at a time
MEMORY = 400 * 1024**2  # address space; what is really used stays under 200 MB
SECONDS = 5
REFUSED = 3  # what this process ends with when the picture cannot be drawn


def limit() -> None:
    """Less than this machine has, where the system knows limits (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def redraw(content: bytes, kind: str) -> bytes:
    """The picture upright, in plain colours, at most LONGEST pixels, and without anything that was hidden in the file."""
    from PIL import Image, ImageFile

    Image.MAX_IMAGE_PIXELS = None  # looked at in drawings.py, from the header
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(io.BytesIO(content), formats=[kind]) as opened:
        way_up = opened.getexif().get(0x0112)
        if kind == "JPEG":
            opened.draft("RGB", (LONGEST, LONGEST))
        opened.load()
        drawn = smaller(opened)
    drawn.thumbnail((LONGEST, LONGEST))
    turned = turn(drawn, way_up)
    return written(turned, kind)


def smaller(picture):  # type: ignore[no-untyped-def]
    """In plain colours on white, and brought down by a whole factor, some rows at a time: never two large pictures at once."""
    from PIL import Image

    by = max(1, max(picture.size) // LONGEST)
    wide, high = -(-picture.width // by), -(-picture.height // by)
    made = Image.new("RGB", (wide, high), "white")
    for top in range(0, picture.height, BAND * by):
        band = colours(picture.crop((0, top, picture.width, min(top + BAND * by, picture.height))))
        made.paste(on_white(band.reduce(by) if by > 1 else band), (0, top // by))
    return made


def colours(picture):  # type: ignore[no-untyped-def]
    """A picture of any kind as grey, or as red, green and blue, with what one sees through where there is such."""
    if picture.mode.startswith("I"):  # sixteen bits of grey
        return picture.point(lambda value: value / 256).convert("L")
    if "transparency" in picture.info:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "LA", "RGB", "RGBA") else picture.convert("RGB")


def on_white(picture):  # type: ignore[no-untyped-def]
    """Red, green and blue on white paper."""
    from PIL import Image

    if "A" not in picture.mode:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def turn(picture, way_up):  # type: ignore[no-untyped-def]
    """Upright, as the camera noted it."""
    from PIL import Image

    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
    }  # fmt: skip
    return picture.transpose(turns[way_up]) if way_up in turns else picture


def written(picture, kind):  # type: ignore[no-untyped-def]
    """As PNG where it was one and stays small, else as JPEG."""
    picture.info.clear()
    made = io.BytesIO()
    if kind == "PNG":
        picture.save(made, "PNG", optimize=False)
        if made.tell() <= KEEP_PNG:
            return made.getvalue()
        made = io.BytesIO()
    picture.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


if __name__ == "__main__":
    limit()
    try:
        drawn = redraw(sys.stdin.buffer.read(), sys.argv[1])
    except Exception:  # whatever it is: the picture is refused, and the reason is no business of whoever made it
        sys.exit(REFUSED)
    sys.stdout.buffer.write(drawn)
