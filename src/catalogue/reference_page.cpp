#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "catalogue/file_kind.hpp"
#include "catalogue/quantity_text.hpp"
#include "catalogue/scalar.hpp"

namespace cupola {
namespace {

/// One record of the page: a heading and a table of its keys.
struct Section {
  std::string record, doc, rows;
};
using Sections = std::vector<Section>;

/// Stands in the section on figures for whatever the key of a figure says.
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr Measure kAnyMeasure{Dimension::number, -kInfinity, kInfinity};

std::string describe(const Measure& measure) {
  return std::isinf(measure.most) ? "what the key of the figure says" : expected_quantity(measure);
}

/// The visitor that writes the rows of one record; records within it become sections of their own.
class PageWriter : public FieldVisitor {
 public:
  explicit PageWriter(Sections& sections) : sections_(sections) {}

  /// Adds the section of a record, once, before those of the records within it; returns a link to it.
  static std::string add_section(Sections& sections, const Declaration& declaration) {
    PageWriter writer(sections);
    const std::size_t place = sections.size();
    sections.emplace_back();
    declaration(writer);
    const std::string record = writer.section_.record;
    bool known = false;
    for (const Section& section : sections) known = known || section.record == record;
    if (known) {
      sections.erase(sections.begin() + static_cast<std::ptrdiff_t>(place));
    } else {
      sections[place] = writer.section_;
    }
    return fmt::format("[{}](#{})", record, record);
  }

  void about(const char* record, const char* doc) override {
    section_.record = record;
    section_.doc = doc;
  }
  void quantity(const Field& field, const Measure& measure, double& value) override {
    row(field, describe(measure), format_quantity(value, measure.dimension));
  }
  void quantity(const Field& field, const Measure& measure, std::optional<double>&) override {
    row(field, describe(measure), "");
  }
  void quantities(const Field& field, const Measure& measure, std::vector<double>&) override {
    row(field, "list of " + describe(measure), "");
  }
  void flag(const Field& field, bool& value) override {
    row(field, "`true` or `false`", value ? "true" : "false");
  }
  void text(const Field& field, std::string&) override { row(field, "a text", ""); }
  void scalar(const Field& field, std::string&) override { row(field, "a value, as it is written", ""); }
  void name(const Field& field, std::string&) override { row(field, "a name", ""); }
  void reference(const Field& field, const char* kind, std::string&) override {
    row(field, fmt::format("name of a {}", kind), "");
  }
  void references(const Field& field, const char* kind, std::vector<std::string>&) override {
    row(field, fmt::format("list of names of a {}", kind), "");
  }
  void notation(const Field& field, const Notation& notation,
                const std::function<std::string(std::string_view)>&) override {
    row(field, fmt::format("{}: `{}`", notation.expected, notation.example), "");
  }
  void figure(const Field& field, const Measure& measure, Worse worse, Figure&) override {
    Figure sample;
    add_section(sections_, [&](FieldVisitor& v) { declare_figure(v, kAnyMeasure, sample); });
    const char* ends[] = {"", "; lower is worse", "; higher is worse"};
    row(field,
        fmt::format("[figure](#figure): {}{}", expected_quantity(measure), ends[static_cast<int>(worse)]),
        "");
  }
  void nested(const Field& field, const Declaration& declaration) override {
    row(field, add_section(sections_, declaration), "");
  }

 protected:
  void whole_number(const Field& field, const Whole& range, std::int64_t& value) override {
    row(field, fmt::format("a whole number from {} to {}", range.least, range.most), std::to_string(value));
  }
  void one_of(const Field& field, std::span<const char* const> names, std::size_t& index) override {
    row(field, quoted_list(names), index < names.size() ? names[index] : "");
  }
  void listed(const Field& field, const ListAccess& list) override {
    row(field, fmt::format("list of {} to {} {}", list.least, list.most, add_section(sections_, list.sample)),
        "");
  }
  void mapped(const Field& field, const MapAccess& map) override {
    const char* form = map.only_known ? "changes by name, any keys of {}" : "map from names to {}";
    row(field, fmt::format(fmt::runtime(form), add_section(sections_, map.sample)), "");
  }
  void only_when(const char* key, const char* wanted, bool, const std::function<void()>& fields) override {
    condition_ = fmt::format("Only with `{}: {}`. ", key, wanted);
    fields();
    condition_.clear();
  }

 private:
  void row(const Field& field, const std::string& value, const std::string& default_value) {
    const bool optional = field.presence == Presence::optional;
    const std::string presence = !optional               ? "required"
                                 : default_value.empty() ? ""
                                                         : "`" + default_value + "`";
    section_.rows +=
        fmt::format("| `{}` | {} | {} | {}{} |\n", field.name, value, presence, condition_, field.doc);
  }

  Sections& sections_;
  Section section_;
  std::string condition_;
};

}  // namespace

std::string reference_page(const std::vector<FileKind>& kinds) {
  Sections sections;
  for (const FileKind& kind : kinds) PageWriter::add_section(sections, kind.declaration);

  std::string page =
      "# Files\n\n"
      "Written by `cupola schema --reference` from the same declarations from which files are read and "
      "checked.\n"
      "Every quantity carries its unit; a key that is not listed here is an error.\n";
  for (const Section& section : sections) {
    page += fmt::format("\n## {}\n\n{}\n\n| key | value | default | meaning |\n|---|---|---|---|\n{}",
                        section.record, section.doc, section.rows);
  }
  return page;
}

}  // namespace cupola
