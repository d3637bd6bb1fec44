"""Packs the kernel that runs notebooks in these tests."""

import json
import zipfile
from pathlib import Path

_KERNEL = Path(__file__).resolve().parent / "kernel"
_CONTENT_TYPES = """<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="json" ContentType="application/json"/>
  <Default Extension="js" ContentType="application/javascript"/>
  <Default Extension="vsixmanifest" ContentType="text/xml"/>
</Types>
"""
_MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
  <Metadata>
    <Identity Language="en-US" Id="{name}" Version="{version}" Publisher="{publisher}"/>
    <DisplayName>{name}</DisplayName>
    <Description>{description}</Description>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Assets>
    <Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json"/>
  </Assets>
</PackageManifest>
"""


def pack_kernel(folder: Path) -> Path:
    """Write the kernel's package into a folder; return its path."""
    described = json.loads((_KERNEL / "package.json").read_text())
    package = folder / "kernel.vsix"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("extension.vsixmanifest", _MANIFEST.format(**described))
        for file in _KERNEL.iterdir():
            archive.write(file, f"extension/{file.name}")
    return package
