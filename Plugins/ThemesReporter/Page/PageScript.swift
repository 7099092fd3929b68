import LeitmotifDigest

/// The one script of a large report: shows the quotations of a theme when they are asked for.
///
/// It reads data of the page itself, writes text and never markup, and the page's policy names it by its hash, so
/// that a browser runs nothing else.
enum PageScript {
  /// The script's text.
  static let text = """
    "use strict";(()=>{const $=i=>document.getElementById(i),n=JSON.parse($("names").textContent),B=50;\
    const e=(t,c,x)=>{const o=document.createElement(t);if(c)o.className=c;if(x!==undefined)o.textContent=x;return o};\
    const quote=r=>{const b=e("blockquote");b.id="q"+r[0];const p=e("p"),d=e("bdi");\
    d.append(r[6],e("mark","",r[7]),r[8]);p.append("“",d,"”");\
    const f=e("footer");f.append([n.transcripts[r[2]]+" "+r[3],r[5]&&r[5]!==n.participants[r[1]]?"speaker "+r[5]:"",\
    r[4]?"at "+r[4]:"",r[9]].filter(Boolean).join(" · ")+" · ",e("code","","leitmotif explain STORE "+r[0]));\
    b.append(p,f);return b};\
    const state={};\
    const load=t=>{if(state[t])return state[t];const s=$("d-"+t);if(!s)return null;\
    const by=new Map();for(const r of JSON.parse(s.textContent)){if(!by.has(r[1]))by.set(r[1],[]);by.get(r[1]).push(r)}\
    const rows=[...by.keys()].sort((a,b)=>(a<0)-(b<0)||a-b).flatMap(k=>by.get(k));\
    const box=$(t).querySelector(".quotations"),button=$(t).querySelector(".more");\
    return state[t]={t,rows,box,button,shown:0}};\
    const group=(s,r)=>{const id=s.t+"p"+(r[1]<0?"":r[1]);let g=$(id);if(!g){g=e("section");g.id=id;\
    g.append(e("h4","",r[1]<0?"Nobody in particular":n.participants[r[1]]));s.box.append(g)}return g};\
    const show=(s,upTo)=>{for(;s.shown<Math.min(upTo,s.rows.length);s.shown++){const r=s.rows[s.shown];\
    group(s,r).append(quote(r))}const left=s.rows.length-s.shown;\
    if(left)s.button.textContent="Show "+Math.min(B,left)+" of "+left+" more";else s.button.hidden=true};\
    document.addEventListener("click",v=>{const b=v.target.closest(".more");\
    if(b){const s=load(b.dataset.theme);show(s,s.shown+B)}});\
    const find=()=>{const h=decodeURIComponent(location.hash.slice(1));if(!h||$(h))return;let m;\
    if(m=/^(t\\d+)p(\\d*)$/.exec(h)){const s=load(m[1]);if(!s)return;const k=m[2]===""?-1:+m[2];\
    const last=s.rows.findLastIndex(r=>r[1]===k);show(s,last+1)}\
    else if(h[0]==="q"){for(const d of document.querySelectorAll('script[id^="d-"]')){\
    if(!d.textContent.includes('"'+h.slice(1)+'"'))continue;const s=load(d.id.slice(2));\
    show(s,s.rows.findIndex(r=>r[0]===h.slice(1))+1);break}}\
    const o=$(h);if(o){o.scrollIntoView();const u=location.hash;history.replaceState(null,"","#");location.replace(u)}};\
    addEventListener("hashchange",find);find()})();
    """

  /// The script's hash as a page's policy names it.
  static var policy: String { "'sha256-\(base64(Digest(of: text).bytes))'" }

  /// Bytes in base 64 (RFC 4648).
  static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let number = group.reduce(0) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        result.append(
          place <= group.count
            ? letters[Int(number >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
