package dev.lockstep.diagram;

/// Holds the style sheet of diagrams.
final class DiagramStyle {
  private DiagramStyle() {}

  static final String TEXT =
      """
      .diagram{--paper:#fff;--panel:#f6f8fa;--edge:#d0d7de;--frame:#8c959f;--body:#fff;--ink:#1f2328;
      --soft:#59636e;--wire:#6e7781;--added:#1a7f37;--changed:#9a6700;--removed:#cf222e;
      --added-band:#dafbe1;--changed-band:#fff3c4;--removed-band:#ffe1de;--head-l:91%;--head-s:62%;
      font-family:ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;font-size:12px}
      @media(prefers-color-scheme:dark){.diagram{--paper:#0d1117;--panel:#151b23;--edge:#2f3742;
      --frame:#59636e;--body:#10151d;--ink:#e6edf3;--soft:#9198a1;--wire:#848d97;--added:#3fb950;
      --changed:#d29922;--removed:#f85149;--added-band:#12361f;--changed-band:#3d2f0b;
      --removed-band:#4a1a1c;--head-l:24%;--head-s:38%}}
      .diagram .paper{fill:var(--paper)}
      .diagram .group{fill:var(--panel);stroke:var(--edge)}
      .diagram text{fill:var(--ink);white-space:pre}
      .diagram .group-title{font-size:20px;font-weight:600;fill:var(--soft)}
      .diagram .body{fill:var(--body)}
      .diagram .frame{fill:none;stroke:var(--frame)}
      .diagram .view .frame{stroke-dasharray:5 3}
      .diagram .head{fill:hsl(var(--hue),var(--head-s),var(--head-l))}
      .diagram .hue0{--hue:212}.diagram .hue1{--hue:145}.diagram .hue2{--hue:28}
      .diagram .hue3{--hue:275}.diagram .hue4{--hue:345}.diagram .hue5{--hue:180}
      .diagram .hue6{--hue:52}.diagram .hue7{--hue:240}
      .diagram .hue8{--hue:215;--head-s:14%}
      .diagram .name{font-weight:700;font-size:12.5px}
      .diagram .type{fill:var(--soft)}
      .diagram .key{font-size:9.5px;font-weight:700;fill:var(--soft)}
      .diagram .primary{fill:#bf8700}
      .diagram .badge,.diagram .note{font-size:10px;fill:var(--soft)}
      .diagram a:hover .badge{text-decoration:underline;fill:var(--ink)}
      .diagram .set{fill:var(--soft)}
      .diagram .open{fill:none;stroke:var(--soft)}
      .diagram .gone{text-decoration:line-through}
      .diagram .wire path{fill:none;stroke:var(--wire);stroke-width:1.3}
      .diagram .wire .end{fill:var(--wire);stroke:none}
      .diagram .reads path{stroke-dasharray:4 3}
      .diagram .wire:hover path{stroke:var(--ink);stroke-width:2.6}
      .diagram .box:target .frame{stroke:#0969da;stroke-width:3}
      .diagram .wire.added path{stroke:var(--added);stroke-width:2}
      .diagram .wire.changed path{stroke:var(--changed);stroke-width:2}
      .diagram .wire.removed path{stroke:var(--removed);stroke-width:2;stroke-dasharray:6 3}
      .diagram .wire.added .end{fill:var(--added);stroke:none}
      .diagram .wire.changed .end{fill:var(--changed);stroke:none}
      .diagram .wire.removed .end{fill:var(--removed);stroke:none}
      .diagram .added .frame{stroke:var(--added);stroke-width:2}
      .diagram .changed .frame{stroke:var(--changed);stroke-width:2}
      .diagram .removed .frame{stroke:var(--removed);stroke-width:2;stroke-dasharray:6 3}
      .diagram .added .head,.diagram .band.added{fill:var(--added-band)}
      .diagram .changed .head,.diagram .band.changed{fill:var(--changed-band)}
      .diagram .removed .head,.diagram .band.removed{fill:var(--removed-band)}
      .diagram text.added{fill:var(--added);font-weight:700}
      .diagram text.changed{fill:var(--changed);font-weight:700}
      .diagram text.removed{fill:var(--removed);font-weight:700}
      """;
}
