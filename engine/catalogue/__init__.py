"""What a procedure IS: diagram, YAML, letters, and the council's profile. Judges nothing."""

from engine.catalogue.catalogue import Catalogue, load_catalogue
from engine.catalogue.procedures import Loaded, load_procedure, procedure_from_source
from engine.catalogue.profiles import LoadedProfile, load_profile, profile_from_source, variant
from engine.catalogue.yaml12 import forget, plain_yaml, read_yaml, read_yaml_text

__all__ = [
    "Catalogue",
    "Loaded",
    "LoadedProfile",
    "forget",
    "load_catalogue",
    "load_procedure",
    "load_profile",
    "plain_yaml",
    "procedure_from_source",
    "profile_from_source",
    "read_yaml",
    "read_yaml_text",
    "variant",
]
