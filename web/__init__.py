"""The screens of Redress."""
