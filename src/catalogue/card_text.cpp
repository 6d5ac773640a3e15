#include "catalogue/card_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "catalogue/names.hpp"

namespace cupola {
namespace {

std::string spaced(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

const Unit& unit_named(std::string_view name, Dimension dimension) {
  const auto units = units_for(dimension);
  const auto found =
      std::find_if(units.begin(), units.end(), [&](const Unit& unit) { return unit.name == name; });
  return found == units.end() ? units.front() : *found;
}

/// The unit in which all values of a figure are shown: that of its central value, but times that are no round
/// number of minutes in seconds, and accelerations in g.
const Unit& unit_of(double value, Dimension dimension) {
  if (dimension == Dimension::acceleration) return unit_named("g", dimension);
  const std::string text = format_quantity(value, dimension);
  const std::size_t blank = text.find(' ');
  const Unit& unit = unit_named(blank == std::string::npos ? "" : text.substr(blank + 1), dimension);
  const bool crooked = dimension == Dimension::time && text.find('.') != std::string::npos;
  return crooked ? unit_named("s", dimension) : unit;
}

std::string number_text(double value, const Unit& unit) {
  const double shown = from_si(value, unit);
  return std::fabs(shown) < 1e4 ? fmt::format("{:.4g}", shown) : fmt::format("{:.0f}", shown);
}

std::string with_unit(std::string number, const Unit& unit) {
  if (!unit.name.empty()) number.append(" ").append(unit.name);
  return number;
}

/// `180 .. 320 km`.
std::string interval_text(const Figure& figure, const Unit& unit) {
  if (!(figure.low < figure.high)) return "";
  return with_unit(fmt::format("{} .. {}", number_text(figure.low, unit), number_text(figure.high, unit)),
                   unit);
}

/// On whose word a figure stands.
std::string word_text(const Figure& figure, const Unit& unit) {
  std::string word = name_of(figure.status);
  if (!figure.source.empty()) word += fmt::format(", {}, {}", name_of(figure.claimant), figure.source);
  if (!figure.reason.empty()) word += ": " + figure.reason;
  if (figure.advertised) {
    word += fmt::format("; advertised {} ({}, {})", with_unit(number_text(*figure.advertised, unit), unit),
                        name_of(figure.advertised_claimant), figure.advertised_source);
  }
  if (figure.distribution == Distribution::uniform) word += "; uniform";
  return word;
}

/// The visitor that gathers sections; a record within a record is a section of its own.
class CardWriter : public FieldVisitor {
 public:
  CardWriter(std::vector<CardSection>& sections, std::set<std::string>& sources)
      : sections_(sections), sources_(sources) {
    open("");
  }

  void quantity(const Field& field, const Measure& measure, double& value) override {
    plain(field, format_quantity(value, measure.dimension));
  }
  void quantity(const Field& field, const Measure& measure, std::optional<double>& value) override {
    if (value) plain(field, format_quantity(*value, measure.dimension));
  }
  void flag(const Field& field, bool& value) override { plain(field, value ? "yes" : "no"); }
  void text(const Field& field, std::string& value) override {
    // The first text of a record within a record says which one it is.
    const bool says_which = !headings_.empty() && section().plain.empty() && section().rows.empty();
    if (!value.empty()) says_which ? head(value) : plain(field, value);
  }
  void name(const Field&, std::string& value) override { head(value); }
  void reference(const Field& field, const char* kind, std::string& value) override {
    if (std::string_view(kind) == "source" && !value.empty()) sources_.insert(value);
    if (!value.empty()) plain(field, value);
  }
  void references(const Field& field, const char*, std::vector<std::string>& values) override {
    if (!values.empty()) plain(field, fmt::format("({})", fmt::join(values, ", ")));
  }
  void figure(const Field& field, const Measure& measure, Worse, Figure& figure) override {
    if (!figure.has_record()) return;
    for (const std::string& key : {figure.source, figure.advertised_source}) {
      if (!key.empty()) sources_.insert(key);
    }
    const Unit& unit = unit_of(figure.best, measure.dimension);
    section().rows.push_back({spaced(field.name), with_unit(number_text(figure.best, unit), unit),
                              interval_text(figure, unit), word_text(figure, unit)});
  }
  void nested(const Field& field, const Declaration& declaration) override {
    within(headings_.empty() ? spaced(field.name) : headings_.back() + " " + spaced(field.name), declaration);
  }

 protected:
  void whole_number(const Field& field, const Whole&, std::int64_t& value) override {
    plain(field, std::to_string(value));
  }
  void one_of(const Field& field, std::span<const char* const> names, std::size_t& index) override {
    if (index < names.size()) plain(field, names[index]);
  }
  void listed(const Field& field, const ListAccess& list) override {
    for (std::size_t i = 0; i < list.size(); ++i) {
      within(spaced(field.name), [&](FieldVisitor& v) { list.element(v, i); });
    }
  }

 private:
  CardSection& section() { return sections_[open_.back()]; }
  void open(const std::string& heading) {
    open_.push_back(sections_.size());
    sections_.emplace_back().heading = heading;
  }
  void within(const std::string& heading, const Declaration& declaration) {
    headings_.push_back(heading);
    open(heading);
    declaration(*this);
    open_.pop_back();
    headings_.pop_back();
  }
  void head(const std::string& name) {
    if (!headings_.empty()) section().heading += ", " + name;
  }
  void plain(const Field& field, const std::string& value) {
    if (!section().plain.empty()) section().plain += ", ";
    section().plain += spaced(field.name) + " " + value;
  }

  std::vector<CardSection>& sections_;
  std::set<std::string>& sources_;
  std::vector<std::size_t> open_;      ///< sections being written, innermost last
  std::vector<std::string> headings_;  ///< of the records around
};

std::string print_rows(const CardSection& section, std::size_t name_width, std::size_t value_width,
                       std::size_t interval_width) {
  const std::size_t word_at = 2 + name_width + 2 + value_width + 2 + interval_width + 2;
  std::string text;
  for (const CardSection::Row& row : section.rows) {
    std::string left = fmt::format("  {:<{}}  {:>{}}  {:<{}}  ", row.name, name_width, row.value, value_width,
                                   row.interval, interval_width);
    for (const std::string& line : wrap(row.word, kCardWidth - word_at)) {
      text += left + line + "\n";
      left.assign(word_at, ' ');
    }
  }
  return text;
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines(1);
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    std::string& line = lines.back();
    if (line.empty()) {
      line = word;
    } else if (line.size() + 1 + word.size() <= width) {
      line += ' ';
      line += word;
    } else {
      lines.emplace_back(word);
    }
  }
  return lines;
}

std::vector<CardSection> card_sections(const Declaration& declaration, std::set<std::string>& sources) {
  std::vector<CardSection> sections;
  CardWriter writer(sections, sources);
  declaration(writer);
  return sections;
}

std::string print_sections(const std::vector<CardSection>& sections) {
  std::size_t name = 0, value = 0, interval = 0;
  for (const CardSection& section : sections) {
    for (const CardSection::Row& row : section.rows) {
      name = std::max(name, row.name.size());
      value = std::max(value, row.value.size());
      interval = std::max(interval, row.interval.size());
    }
  }

  std::string text, heading;
  for (const CardSection& section : sections) {
    if (section.plain.empty() && section.rows.empty()) continue;
    if (section.heading.empty()) {
      for (const std::string& line : wrap(section.plain, kCardWidth)) text += line + '\n';
      text += section.rows.empty() ? "" : "\n";
    } else if (section.rows.empty()) {
      // Records without figures stand on a line each, under one heading.
      if (section.heading != heading) text += fmt::format("\n{}\n", section.heading);
      for (const std::string& line : wrap(section.plain, kCardWidth - 2)) text += fmt::format("  {}\n", line);
    } else {
      text += fmt::format("\n{}{}{}\n", section.heading, section.plain.empty() ? "" : ": ", section.plain);
    }
    heading = section.heading;
    text += print_rows(section, name, value, interval);
  }
  return text;
}

}  // namespace cupola
