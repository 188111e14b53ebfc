"""The design system, base pages, charts, maps and the registries of panels and menus."""
