{% autoescape off %}// What the device may keep, and how it goes about it.
const ASSETS = [{% for one in assets %}"{{ one }}", {% endfor %}];
const PAGES = { {% for language, page in pages.items %}{{ language }}: "{{ page }}", {% endfor %}};
importScripts("{{ script }}");{% endautoescape %}
