#include "report/html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "report/markup.hpp"

namespace cupola {

namespace {

constexpr const char* kBegin =
    "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\" class=\"cupola-report\">\n";

// Nothing from outside, no script: also not what a stranger's file might smuggle in.
constexpr const char* kPolicy =
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:\"/>\n";

constexpr const char* kStyle = R"(<style>
:root { color-scheme: light dark; --ink: #1a1a1a; --soft: #555; --line: #ccc; --paper: #fff; --shade: #f4f4f4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --soft: #aaa; --line: #444; --paper: #16181c; --shade: #22252b; }
}
html { background: var(--paper); color: var(--ink); font: 16px/1.5 "DejaVu Sans", Helvetica, Arial, sans-serif; }
body { max-width: 64rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .6rem; border-bottom: 1px solid var(--line); }
header p, figcaption, caption, footer { color: var(--soft); }
nav ul { columns: 2; padding-left: 1.2rem; }
a { color: inherit; }
table { border-collapse: collapse; margin: 1rem 0; font-size: .85rem; line-height: 1.35; display: block; overflow-x: auto; }
caption { text-align: left; font-weight: bold; padding: .2rem 0; }
th, td { padding: .2rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--shade); vertical-align: bottom; }
tbody th { font-weight: normal; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
td.number, tbody th.number { white-space: nowrap; }
figure { margin: 1.2rem 0; }
figure > svg { max-width: 100%; height: auto; background: #fff; border: 1px solid var(--line); }
pre { background: var(--shade); padding: .6rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
li, td, th, p { overflow-wrap: break-word; }
td:last-child, li { overflow-wrap: anywhere; }
@page { size: A4; margin: 15mm; }
@media print {
  :root { --ink: #000; --soft: #333; --line: #bbb; --paper: #fff; --shade: #f2f2f2; }
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  nav { display: none; }
  h2, caption { break-after: avoid; }
  figure, tr, pre { break-inside: avoid; }
  table { display: table; font-size: 8pt; }
  thead { display: table-header-group; }
  th, td { padding: .15rem .3rem; }
}
</style>
)";

/// A column is one of numbers if all that stands in it is.
bool is_of_numbers(const ReportTable& table, std::size_t column) {
  bool any = false;
  for (const auto& row : table.rows) {
    if (column >= row.size() || row[column].text.empty()) continue;
    if (!row[column].number) return false;
    any = true;
  }
  return any;
}

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void operator()(const Paragraph& p) { out_ += fmt::format("<p>{}</p>\n", escaped(p.text)); }

  void operator()(const Items& list) {
    out_ += "<ul>\n";
    for (const std::string& item : list.items) out_ += fmt::format("<li>{}</li>\n", escaped(item));
    out_ += "</ul>\n";
  }

  void operator()(const Verbatim& block) {
    out_ += "<pre>";
    std::size_t begin = 0;
    while (begin <= block.text.size()) {  // line by line: escaping would show their ends
      const std::size_t end = std::min(block.text.find('\n', begin), block.text.size());
      if (begin > 0) out_ += '\n';
      out_ += escaped(block.text.substr(begin, end - begin));
      begin = end + 1;
    }
    out_ += "</pre>\n";
  }

  void operator()(const ReportTable& table) {
    out_ += fmt::format("<table>\n<caption>{}</caption>\n<thead><tr>", escaped(table.caption));
    std::vector<const char*> classes;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      classes.push_back(is_of_numbers(table, c) ? " class=\"number\"" : "");
      out_ += fmt::format("<th scope=\"col\"{}>{}</th>", classes.back(), escaped(table.columns[c]));
    }
    out_ += "</tr></thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      out_ += "<tr>";
      for (std::size_t c = 0; c < row.size(); ++c)
        out_ += c == 0 ? fmt::format("<th scope=\"row\"{}>{}</th>", classes[c], escaped(row[c].text))
                       : fmt::format("<td{}>{}</td>", classes[c], escaped(row[c].text));
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  void operator()(const ReportFigure& picture) {
    const std::string begin = "<svg ";
    std::string svg = picture.svg;
    if (svg.starts_with(begin))
      svg.insert(begin.size(), fmt::format("role=\"img\" aria-label=\"{}\" ",
                                           escaped(picture.caption + ". " + picture.words)));
    out_ += fmt::format("<figure id=\"figure-{}\">\n{}<figcaption>{}. {}</figcaption>\n</figure>\n",
                        escaped(picture.name), svg, escaped(picture.caption), escaped(picture.words));
  }

 private:
  std::string& out_;
};

std::string contents(const Report& report) {
  std::string out = "<nav aria-label=\"Contents\">\n<ul>\n";
  for (const ReportSection& section : report.sections)
    out += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", escaped(section.name), escaped(section.title));
  return out + "</ul>\n</nav>\n";
}

}  // namespace

std::string report_as_html(const Report& report) {
  std::string out = std::string(kBegin) + "<head>\n<meta charset=\"utf-8\"/>\n" + kPolicy;
  out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n";
  out += fmt::format("<title>{}</title>\n{}</head>\n<body>\n", escaped(report.title), kStyle);
  out += fmt::format("<header>\n<h1>{}</h1>\n<p>{}</p>\n</header>\n{}<main>\n", escaped(report.title),
                     escaped(report.subtitle), contents(report));
  for (const ReportSection& section : report.sections) {
    out += fmt::format("<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n<h2 id=\"{0}-title\">{1}</h2>\n",
                       escaped(section.name), escaped(section.title));
    for (const ReportBlock& block : section.blocks) std::visit(Writer(out), block);
    out += "</section>\n";
  }
  out += "</main>\n<footer><p>";
  for (const auto& [key, value] : report.about)
    out += fmt::format("{}{} {}", out.ends_with("<p>") ? "" : ", ", escaped(key), escaped(value));
  return out + "</p></footer>\n</body>\n</html>\n";
}

bool is_report_html(const std::string& path) {
  std::string begin(std::string(kBegin).size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin == kBegin;
}

}  // namespace cupola
