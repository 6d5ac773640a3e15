#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// A report as plain data: what it says, in no format yet. html.hpp, markdown.hpp and report_json.hpp write it.
namespace cupola {

/// A value in a table: the text for people, and the number behind it for programs.
struct ReportCell {
  std::string text;
  std::optional<double> number{};
  ReportCell(std::string words) : text(std::move(words)) {}
  ReportCell(const char* words) : text(words) {}
  ReportCell(std::string words, double value) : text(std::move(words)), number(value) {}
};

/// The first column names the row.
struct ReportTable {
  std::string name;     ///< for programs: `estimates`
  std::string caption;  ///< what a row is
  std::vector<std::string> columns;
  std::vector<std::vector<ReportCell>> rows;
};

/// A figure. `words` says what can be seen, for those who cannot.
struct ReportFigure {
  std::string name;  ///< of its file, without an ending; letters, digits, `-`
  std::string caption, words, svg;
};

struct Paragraph {
  std::string text;
};
struct Items {
  std::vector<std::string> items;
};
struct Verbatim {
  std::string text;
};

using ReportBlock = std::variant<Paragraph, Items, ReportTable, ReportFigure, Verbatim>;

struct ReportSection {
  std::string name;  ///< for programs and links: `answer`
  std::string title;
  std::vector<ReportBlock> blocks;
};

struct Report {
  std::string kind;  ///< `study` or `run`
  std::string title, subtitle;
  std::vector<std::pair<std::string, std::string>> about;  ///< for programs: version, seed, digest
  std::vector<ReportSection> sections;

  std::vector<const ReportFigure*> figures() const;
};

}  // namespace cupola
