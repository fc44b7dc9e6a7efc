package dev.lockstep.cli;

/// Holds the style sheet of the page of differences, beside that of its diagram.
final class DiffPageStyle {
  private DiffPageStyle() {}

  static final String TEXT =
      """
      :root{--bg:#fff;--fg:#1f2328;--line:#d0d7de;--dim:#59636e;--pane:#f6f8fa;--good:#1a7f37;
      --warn:#9a6700;--bad:#cf222e;--good-bg:#dafbe1;--warn-bg:#fff3c4;--bad-bg:#ffe1de}
      @media(prefers-color-scheme:dark){:root{--bg:#0d1117;--fg:#e6edf3;--line:#2f3742;--dim:#9198a1;
      --pane:#151b23;--good:#3fb950;--warn:#d29922;--bad:#f85149;--good-bg:#12361f;--warn-bg:#3d2f0b;
      --bad-bg:#4a1a1c}}
      body{margin:0 auto;max-width:1500px;padding:1.5rem 2rem 4rem;background:var(--bg);color:var(--fg);
      font:15px/1.5 system-ui,sans-serif}
      h1{font-size:1.4rem;overflow-wrap:anywhere}
      h1 span{font-family:ui-monospace,"DejaVu Sans Mono",monospace}
      h2{font-size:1.15rem;margin-top:2rem}
      .scroll{overflow:auto;max-height:85vh;border:1px solid var(--line);border-radius:8px}
      .diagram{display:block}
      .counts{border-collapse:collapse}
      .counts th,.counts td{padding:.15rem .9rem;border-bottom:1px solid var(--line);text-align:right}
      .counts th:first-child{text-align:left;padding-left:0;font-weight:400}
      .counts .added{color:var(--good)}.counts .changed{color:var(--warn)}
      .counts .removed{color:var(--bad)}
      .losses{margin:1.2rem 0;padding:.7rem 1rem;border:1px solid var(--bad);border-left-width:6px;
      border-radius:8px;background:var(--bad-bg)}
      .losses ul{margin:.3rem 0 0;padding-left:1.2rem}
      .object{margin:.8rem 0}
      .object summary{cursor:pointer;font-weight:600;padding:.3rem .2rem;overflow-wrap:anywhere}
      .object summary span{font-weight:400;font-size:.85em;border-radius:9px;padding:.05rem .5rem}
      .added>summary span{background:var(--good-bg);color:var(--good)}
      .changed>summary span{background:var(--warn-bg);color:var(--warn)}
      .removed>summary span{background:var(--bad-bg);color:var(--bad)}
      .sides{border-collapse:collapse;width:100%;table-layout:fixed}
      .sides col.number{width:3.4rem}
      .sides td,.plan{font:12.5px/1.55 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
      .sides td{padding:0 .6rem;white-space:pre-wrap;overflow-wrap:anywhere;vertical-align:top}
      .sides td.number{color:var(--dim);text-align:right;background:var(--pane)}
      .sides td.added{background:var(--good-bg)}
      .sides td.removed{background:var(--bad-bg)}
      .sides td.none{background:var(--pane)}
      .plan{padding:1rem;background:var(--pane);border:1px solid var(--line);border-radius:8px;
      overflow:auto}
      .plan .removed{color:var(--bad);font-weight:600}
      .plan .heavy{color:var(--warn)}
      .equal{font-size:1.1rem}
      """;
}
