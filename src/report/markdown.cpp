#include "report/markdown.hpp"

#include <fmt/format.h>

#include <fstream>
#include <string_view>

#include "core/printable.hpp"

namespace cupola {

namespace {

constexpr std::string_view kBegin = "<!-- cupola report -->\n";

std::string plain(const std::string& words) {
  std::string out;
  for (const char c : printable(words)) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (std::string_view("\\`*_[]|#~").find(c) != std::string_view::npos)
      out.append({'\\', c});
    else
      out += c;
  }
  return out;
}

/// At the beginning of a line these would make a list or a line of headings.
std::string line_of(const std::string& words) {
  std::string text = plain(words);
  if (!text.empty() && std::string_view("-+=").find(text[0]) != std::string_view::npos)
    text.insert(0, 1, '\\');
  return text;
}

class Writer {
 public:
  Writer(std::string& out, const std::string& figures) : out_(out), figures_(figures) {}

  void operator()(const Paragraph& p) { out_ += fmt::format("{}\n\n", line_of(p.text)); }

  void operator()(const Items& list) {
    for (const std::string& item : list.items) out_ += fmt::format("- {}\n", line_of(item));
    out_ += "\n";
  }

  void operator()(const Verbatim& block) {
    out_ += fmt::format("    {}\n\n", indented(printable_lines(block.text)));
  }

  void operator()(const ReportTable& table) {
    out_ += fmt::format("**{}**\n\n|", plain(table.caption));
    for (const std::string& column : table.columns) out_ += fmt::format(" {} |", plain(column));
    out_ += "\n|";
    for (std::size_t c = 0; c < table.columns.size(); ++c) out_ += "---|";
    for (const auto& row : table.rows) {
      out_ += "\n|";
      for (const ReportCell& cell : row) out_ += fmt::format(" {} |", plain(cell.text));
    }
    out_ += "\n\n";
  }

  void operator()(const ReportFigure& picture) {
    if (figures_.empty())
      out_ += fmt::format("Figure: {}. {}\n\n", plain(picture.caption), plain(picture.words));
    else
      out_ += fmt::format("![{}]({}/{}.svg)\n\n{}\n\n", plain(picture.caption), figures_, picture.name,
                          plain(picture.words));
  }

 private:
  static std::string indented(const std::string& lines) {
    std::string out;
    for (const char c : lines) out += c == '\n' ? std::string("\n    ") : std::string(1, c);
    return out;
  }

  std::string& out_;
  const std::string& figures_;
};

}  // namespace

std::string report_as_markdown(const Report& report, const std::string& figures) {
  std::string out = fmt::format("{}# {}\n\n{}\n\n", kBegin, plain(report.title), line_of(report.subtitle));
  for (const ReportSection& section : report.sections) {
    out += fmt::format("## {}\n\n", plain(section.title));
    for (const ReportBlock& block : section.blocks) std::visit(Writer(out, figures), block);
  }
  while (out.ends_with("\n\n")) out.pop_back();
  return out;
}

bool is_report_markdown(const std::string& path) {
  std::string begin(kBegin.size(), '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin == kBegin;
}

}  // namespace cupola
