"""Templates obey the Content-Security-Policy and load nothing from other people's servers."""

import re

INLINE = re.compile(
    r"<style[\s>]|<script(?![^>]*\bsrc=)[^>]*>|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE
)
DATA_BLOCK = re.compile(r'<script[^>]*\btype="application/(ld\+)?json"[^>]*>')
FOREIGN = re.compile(
    r"(?:src|href)\s*=\s*[\"'](?:https?:)?//(?!www\.w3\.org)[^\"']+\.(?:js|css|woff2?)", re.IGNORECASE
)


def test_no_template_has_an_inline_script_style_or_handler(templates, root):
    found = [
        f"{path.relative_to(root)}:{number}: {line.strip()[:90]}"
        for path in templates
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if INLINE.search(DATA_BLOCK.sub("", line))
    ]
    assert found == []


def test_no_template_loads_a_file_from_another_server(templates, root):
    found = [str(path.relative_to(root)) for path in templates if FOREIGN.search(path.read_text())]
    assert found == []
