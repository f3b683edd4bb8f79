"""`keras-designer layers`: the catalogue."""

import argparse

from designer.catalog.catalog import catalog_to_json, load_catalog
from designer.cli.outcome import ExitCode
from designer.cli.printing import print_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object")


def run(options: argparse.Namespace) -> ExitCode:
    """Print the layers by family, or the whole catalogue as JSON."""
    catalog = load_catalog()
    if options.json:
        print_json(catalog_to_json(catalog))
        return ExitCode.DONE
    for family, specs in catalog.by_family().items():
        print(f"\n{family.value}")
        for spec in specs:
            print(f"  {spec.kind:36} {spec.summary}")
    return ExitCode.DONE
