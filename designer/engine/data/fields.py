"""The fields of a project's data, without reading more than must be read."""

from pathlib import Path

from designer.engine.data.image_source import describe_images
from designer.engine.data.options import checked_options
from designer.engine.data.places import data_path
from designer.engine.data.tables import read_table
from designer.project.data_fields import Field
from designer.project.data_sets import named_fields
from designer.project.project import Project
from designer.project.settings import DataKind


def describe_fields(project: Project, folder: Path | str = "") -> dict[str, Field]:
    """Return the fields of the data by name; none where no data is chosen.

    Nothing is downloaded and no picture is decoded for it. A table that was read once is
    remembered until its file or its settings change.

    Raises:
        UserError: if the data cannot be read.
    """
    settings = project.data
    match settings.kind:
        case DataKind.NONE:
            return {}
        case DataKind.KERAS if (known := named_fields(settings)) is not None:
            return {field.name: field for field in known}
        case DataKind.IMAGE_FOLDER:
            return describe_images(data_path(settings, folder), checked_options(settings))
        case _:
            return read_table(settings, folder).fields
