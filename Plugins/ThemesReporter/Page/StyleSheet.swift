/// How the page looks: on a light or dark screen, and on paper.
enum StyleSheet {
  static let css: HTML = """
    :root{color-scheme:light dark;--paper:#fdfcfa;--ink:#1f1d1a;--soft:#635e57;--line:#ddd8cf;\
    --card:#f5f2ec;--accent:#0a5f69;--mark:#fbe9ad;--fill:#0a7480}
    @media (prefers-color-scheme:dark){:root{--paper:#15171a;--ink:#e9e6e0;--soft:#a9a59d;\
    --line:#363a3f;--card:#1e2226;--accent:#74cbd4;--mark:#574a17;--fill:#4fb3bd}}
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0;background:var(--paper);color:var(--ink);line-height:1.55;\
    font:17px/1.55 Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif","DejaVu Serif",serif}
    h1,h2,h3,h4,nav,table,.facts,.legend,.rest,footer,figcaption,svg,.below{\
    font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
    a{color:var(--accent);text-decoration:none}
    a:hover{text-decoration:underline}
    a:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
    body>header,main{max-width:60rem;margin:0 auto;padding:2.5rem 1.5rem 0}
    main{padding-top:0;padding-bottom:6rem}
    h1{font-size:2rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.01em}
    h2{font-size:1.3rem;margin:3.5rem 0 1rem;padding-top:.8rem;border-top:2px solid var(--ink)}
    h3{font-size:1.05rem;margin:2.2rem 0 .2rem}
    h3 code{font-weight:400;font-size:.8rem;color:var(--soft);margin-left:.4rem}
    h4{font-size:.85rem;margin:1.1rem 0 .3rem;color:var(--accent)}
    p{margin:.5rem 0}
    code{font:.86em ui-monospace,"SF Mono",Menlo,"DejaVu Sans Mono",monospace}
    .facts,.legend,.rest,figcaption{color:var(--soft);font-size:.85rem}
    .facts b{color:var(--ink)}
    nav{font-size:.85rem;line-height:1.4;padding:1rem 1.5rem 0;max-width:60rem;margin:0 auto}
    nav p{margin:.9rem 0 .3rem;font-weight:600}
    nav ol{list-style:none;margin:0;padding:0}
    nav li{padding:.12rem 0}
    nav .k{color:var(--soft);font-size:.75rem;font-variant-numeric:tabular-nums}
    li.d1{padding-left:1rem}
    li.d2{padding-left:2rem}
    li.d3{padding-left:3rem}
    tr.d1>th{padding-left:1.7rem}
    tr.d2>th{padding-left:2.9rem}
    tr.d3>th{padding-left:4.1rem}
    .wide{overflow-x:auto;margin:0 -.5rem}
    table{border-collapse:collapse;width:100%;font-size:.87rem;line-height:1.4}
    th,td{text-align:left;vertical-align:top;padding:.42rem .5rem}
    thead th{font-weight:600;color:var(--soft);border-bottom:1px solid var(--ink);\
    vertical-align:bottom;white-space:nowrap}
    tbody tr{border-top:1px solid var(--line)}
    tbody tr:first-child{border-top:0}
    tbody+tbody{border-top:1px solid var(--line)}
    tbody th{font-weight:500}
    .c{text-align:center;padding-left:.2rem;padding-right:.2rem;min-width:2.1rem}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .alone{color:var(--soft);white-space:normal!important;max-width:6rem}
    .dot{font-size:1.05rem;line-height:1;padding:.2rem .3rem}
    .figure{font-weight:700}
    .who{white-space:nowrap;margin-right:.15rem}
    .bar{width:7rem;vertical-align:middle}
    .bar svg{display:block;width:100%;height:8px}
    .rail{fill:var(--line)}
    .fill{fill:var(--fill)}
    tr.quoted{border-top:0!important}
    tr.quoted td{padding-top:0;padding-bottom:.8rem}
    .split td{min-width:14rem}
    .split td>p{margin-top:0}
    blockquote{margin:.5rem 0;padding:.1rem 0 .1rem .9rem;border-left:3px solid var(--line);\
    font-family:Charter,"Bitstream Charter","Sitka Text",Cambria,"Noto Serif","DejaVu Serif",serif;\
    font-size:1rem;line-height:1.5;overflow-wrap:anywhere}
    td blockquote{font-size:.95rem;max-width:48rem}
    blockquote p{margin:0;display:inline}
    blockquote footer{font-size:.78rem;color:var(--soft)}
    td blockquote footer{display:inline;white-space:nowrap}
    td blockquote footer::before{content:"— "}
    blockquote:target,section:target>h4,article:target>h3,tr:target{background:var(--card);\
    box-shadow:0 0 0 .4rem var(--card)}
    blockquote:target{border-left-color:var(--accent)}
    mark{background:var(--mark);color:inherit;border-radius:2px;padding:0 .1em}
    .below{list-style:none;padding:0;margin:.5rem 0;font-size:.87rem;display:flex;flex-wrap:wrap;\
    gap:.3rem .9rem}
    figure{margin:0 0 1rem}
    .notices{border-left:3px solid var(--accent);padding:.2rem 0 .2rem 1.6rem;font-size:.9rem}
    .grid td.n,.grid th.n{min-width:3rem}
    .grid thead th{white-space:normal}
    .total th,.total td{border-top:1px solid var(--ink)}
    .memo{font-size:.85rem;color:var(--soft);font-style:italic;display:block!important}
    .editor{color:var(--soft);font-family:system-ui,-apple-system,"Segoe UI",sans-serif;font-size:.85em}
    .turn{max-width:48rem;overflow-wrap:anywhere}
    .asked{color:var(--soft)}
    .turn:target,dt:target{background:var(--card);box-shadow:0 0 0 .4rem var(--card)}
    .gap{text-align:center}
    .k{color:var(--soft);font-size:.8rem}
    dt{margin-top:1rem;overflow-wrap:anywhere}
    dd{margin:0 0 0 1rem;font-size:.9rem}
    pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8rem;margin:.2rem 0}
    .panel{display:none;position:fixed;inset:auto 0 0 0;max-height:45vh;overflow-y:auto;z-index:2;\
    background:var(--card);border-top:2px solid var(--accent);padding:.6rem 3rem .9rem 1.5rem;\
    font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;\
    font-size:.9rem;box-shadow:0 -4px 20px rgb(0 0 0/.15)}
    .panel:target{display:block}
    .close{position:absolute;right:1.2rem;top:.4rem;font-size:1.5rem;line-height:1}
    .more{font:inherit;font-size:.85rem;color:var(--accent);background:var(--card);cursor:pointer;\
    border:1px solid var(--line);border-radius:6px;padding:.3rem .8rem;margin:.5rem 0}
    .chart{width:100%;height:auto;max-width:54rem}
    .chart .axis{fill:none;stroke:var(--soft)}
    .chart .line{fill:none;stroke:var(--accent);stroke-width:2}
    .chart .mean{fill:none;stroke:var(--soft);stroke-width:1.5;stroke-dasharray:5 4}
    .chart .stop{stroke:var(--ink);stroke-dasharray:2 3}
    .chart .point{fill:var(--accent)}
    .chart .tick{font-size:12px;fill:var(--soft);text-anchor:end}
    .chart .mid{text-anchor:middle}
    .workflow{width:100%;height:auto;max-height:36rem}
    .workflow text{text-anchor:middle;font-size:14px;fill:var(--ink)}
    .workflow .k{font-size:12px;fill:var(--soft)}
    .workflow .step rect{fill:var(--card);stroke:var(--accent);stroke-width:1.5}
    .workflow .step text:first-of-type{font-weight:600}
    .workflow .item rect{fill:var(--paper);stroke:var(--line)}
    .workflow .arrow{fill:none;stroke:var(--accent);stroke-width:1.5}
    .workflow .tip{fill:var(--accent)}
    @media (min-width:82rem){
    nav{position:fixed;inset:0 auto 0 0;width:17rem;overflow-y:auto;padding:2rem 1rem 2rem 1.5rem;\
    border-right:1px solid var(--line);background:var(--paper)}
    body{padding-left:17rem}}
    @media (max-width:81.99rem){nav .themes,nav p:first-child{display:none}}
    @media print{
    :root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--card:#fff;--accent:#000;--mark:#e8e8e8;\
    --fill:#555;color-scheme:light}
    @page{margin:18mm 16mm}
    html{font-size:13px}
    body{font-size:10.5pt}
    nav,.panel,.more,#places,#why{display:none!important}
    body>header,main{max-width:none;padding:0}
    h2{break-before:auto;margin-top:2rem}
    h2,h3,h4{break-after:avoid}
    blockquote,tr,figure{break-inside:avoid}
    .wide{overflow:visible;margin:0}
    mark,.fill,.rail{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    thead{display:table-header-group}}
    """
}
