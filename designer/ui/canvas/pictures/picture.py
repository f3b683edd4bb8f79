"""The diagram as a file: SVG and PDF as vectors, PNG in pixels."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPageSize, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from designer.session.session import Session
from designer.ui.canvas.pictures.drawing import Drawing
from designer.ui.canvas.pictures.look import Look
from designer.ui.theme import fonts

_POINTS_PER_INCH = 72
_PIXELS_PER_INCH = 96
_MILLIMETRES_PER_INCH = 25.4
_FINE = 1200
_LARGEST = 30_000
_PNG_SCALE = 2.0
_PNG_SIDE = 16_000
_SCREEN = Look()


class NotAPicture(ValueError):
    """The diagram cannot be written as asked, in one clear sentence."""


def write_picture(session: Session, path: Path | str, look: Look = _SCREEN) -> None:
    """Write the whole diagram; the file's suffix says how: `.svg`, `.png` or `.pdf`.

    Needs an application (`QGuiApplication`), but no window.

    Raises:
        NotAPicture: if the suffix is another one, there is nothing to draw, or it is too large.
        OSError: if the file cannot be written.
    """
    path = Path(path)
    fonts.load()
    drawing = Drawing(session, look)
    if drawing.empty:
        raise NotAPicture("Expected a diagram to write, found an empty canvas. Add a layer first.")
    match path.suffix.lower():
        case ".svg":
            _write_svg(drawing, path, session.title, look)
        case ".png":
            _write_png(drawing, path, look.scale)
        case ".pdf":
            _write_pdf(drawing, path, session.title, look)
        case other:
            raise NotAPicture(f"Expected a file ending in .svg, .png or .pdf, found {other!r}.")


def write_picture_headless(session: Session, path: Path | str, look: Look = _SCREEN) -> None:
    """Write the diagram where there is no window and perhaps no screen.

    Raises:
        NotAPicture: as `write_picture`.
        OSError: if the file cannot be written.
    """
    application = QGuiApplication.instance() or QGuiApplication(
        ["keras-designer", "-platform", "offscreen"]
    )
    write_picture(session, path, look)
    del application


def picture_of(session: Session, look: Look, largest: QSize, density: float = 1.0) -> QImage:
    """Return the diagram as an image that fits into *largest* logical pixels; empty for none."""
    fonts.load()
    drawing = Drawing(session, look)
    if drawing.empty:
        return QImage()
    rect = drawing.rect
    scale = min(1.0, largest.width() / rect.width(), largest.height() / rect.height()) * density
    image = _image(drawing, scale)
    image.setDevicePixelRatio(density)
    return image


def size_of_png(session: Session, look: Look) -> QSize:
    """Return how many pixels a PNG would have."""
    rect = Drawing(session, look).rect
    scale = _png_scale(rect, look.scale)
    return QSize(round(rect.width() * scale), round(rect.height() * scale))


def _write_svg(drawing: Drawing, path: Path, title: str, look: Look) -> None:
    rect = drawing.rect
    size = _size_in_inches(rect, look)
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setTitle(title)
    generator.setResolution(_PIXELS_PER_INCH)
    generator.setSize((size * _PIXELS_PER_INCH).toSize())
    generator.setViewBox(QRectF(0, 0, rect.width(), rect.height()))
    drawing.paint_on(generator, 1.0)


def _write_png(drawing: Drawing, path: Path, scale: float | None) -> None:
    rect = drawing.rect
    scale = _png_scale(rect, scale)
    size = QSize(round(rect.width() * scale), round(rect.height() * scale))
    if max(size.width(), size.height()) > _LARGEST:
        raise NotAPicture(
            f"The picture would be {size.width()} × {size.height()} pixels. "
            "Choose a smaller scale, or write an SVG or a PDF."
        )
    if not _image(drawing, scale).save(str(path)):
        raise OSError(f"{path} cannot be written.")


def _write_pdf(drawing: Drawing, path: Path, title: str, look: Look) -> None:
    size = _size_in_inches(drawing.rect, look)
    writer = QPdfWriter(str(path))
    writer.setTitle(title)
    writer.setResolution(_FINE)
    page = QPageSize(size * _POINTS_PER_INCH, QPageSize.Unit.Point)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    drawing.paint_on(writer, size.width() * _FINE / drawing.rect.width())


def _image(drawing: Drawing, scale: float) -> QImage:
    rect = drawing.rect
    size = QSize(max(1, round(rect.width() * scale)), max(1, round(rect.height() * scale)))
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    drawing.paint_on(image, scale)
    return image


def _png_scale(rect: QRectF, scale: float | None) -> float:
    if scale is not None:
        return scale
    return min(_PNG_SCALE, _PNG_SIDE / max(rect.width(), rect.height()))


def _size_in_inches(rect: QRectF, look: Look) -> QSizeF:
    if look.width is None:
        return rect.size() / _PIXELS_PER_INCH
    width = look.width / _MILLIMETRES_PER_INCH
    return QSizeF(width, width * rect.height() / rect.width())
