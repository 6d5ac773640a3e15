#include "cli/settings_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "core/quantity.hpp"

namespace cupola {
namespace {

std::string option_name(const std::string& path, const Field& field) {
  std::string name = path + field.name;
  for (char& c : name)
    if (c == '_' || c == '.') c = '-';
  return "--" + name;
}

/// A limit that rounds to more than it is reads as one that is not reached: below 1.
std::string most_in_words(const Measure& measure) {
  const std::string text = format_quantity(measure.most, measure.dimension);
  QuantityError error;
  const std::optional<double> read = parse_quantity(text, measure.dimension, error);
  return read && *read > measure.most * (1.0 + 1e-12) ? "below " + text : text;
}

/// What every visitor of options does: knows where it is.
class OptionVisitor : public FieldVisitor {
 public:
  void nested(const Field& field, const Declaration& declaration) override {
    const std::string outside = path_;
    path_ += std::string(field.name) + "-";
    declaration(*this);
    path_ = outside;
  }

 protected:
  std::string name_of_option(const Field& field) const { return option_name(path_, field); }

 private:
  std::string path_;
};

class OptionAdder : public OptionVisitor {
 public:
  OptionAdder(CLI::App* verb, std::map<std::string, std::string>& texts) : verb_(verb), texts_(&texts) {}
  using FieldVisitor::quantity;
  void quantity(const Field& field, const Measure& measure, double& value) override {
    add(field, format_quantity(value, measure.dimension));
  }
  void flag(const Field& field, bool&) override {
    const std::string name = name_of_option(field);
    verb_->add_flag(name, (*texts_)[name], field.doc)->group("Settings");
  }

 protected:
  void whole_number(const Field& field, const Whole&, std::int64_t& value) override {
    add(field, fmt::format("{}", value));
  }
  void one_of(const Field& field, std::span<const char* const> names, std::size_t& index) override {
    add(field, names[index]);
  }

 private:
  void add(const Field& field, const std::string& standard) {
    const std::string name = name_of_option(field);
    verb_->add_option(name, (*texts_)[name], fmt::format("{} By default {}", field.doc, standard))
        ->group("Settings");
  }
  CLI::App* verb_;
  std::map<std::string, std::string>* texts_;
};

class OptionTaker : public OptionVisitor {
 public:
  explicit OptionTaker(const std::map<std::string, std::string>& texts) : texts_(&texts) {}
  using FieldVisitor::quantity;
  void quantity(const Field& field, const Measure& measure, double& value) override {
    const std::string* text = find(field);
    if (!text) return;
    QuantityError error;
    const std::optional<double> taken = parse_quantity(*text, measure.dimension, error);
    if (!taken) refuse(field, error.what + (error.hint.empty() ? "" : "; " + error.hint));
    if (!(*taken >= measure.least && *taken <= measure.most))
      refuse(field, fmt::format("`{}` is out of range: {} to {}", *text,
                                format_quantity(measure.least, measure.dimension), most_in_words(measure)));
    value = *taken;
  }
  void flag(const Field& field, bool& value) override {
    const std::string* text = find(field);
    if (!text) return;
    if (*text != "true" && *text != "false") refuse(field, fmt::format("`{}`: true or false", *text));
    value = *text == "true";
  }
  void rule(const char* key, bool holds, const std::string& what, const std::string& hint) override {
    if (!holds) refuse({key, ""}, hint.empty() ? what : what + "; " + hint);
  }

 protected:
  void whole_number(const Field& field, const Whole& range, std::int64_t& value) override {
    const std::string* text = find(field);
    if (!text) return;
    std::int64_t taken = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), taken);
    if (error != std::errc() || end != text->data() + text->size() || taken < range.least ||
        taken > range.most)
      refuse(field, fmt::format("`{}`: a whole number from {} to {}", *text, range.least, range.most));
    value = taken;
  }
  void one_of(const Field& field, std::span<const char* const> names, std::size_t& index) override {
    const std::string* text = find(field);
    if (!text) return;
    for (std::size_t i = 0; i < names.size(); ++i)
      if (*text == names[i]) {
        index = i;
        return;
      }
    refuse(field, fmt::format("`{}`: one of {}", *text, fmt::join(names, ", ")));
  }

 private:
  const std::string* find(const Field& field) const {
    const auto found = texts_->find(name_of_option(field));
    return found == texts_->end() || found->second.empty() ? nullptr : &found->second;
  }
  [[noreturn]] void refuse(const Field& field, const std::string& what) const {
    throw CLI::ValidationError(name_of_option(field), what);
  }
  const std::map<std::string, std::string>* texts_;
};

}  // namespace

void add_settings_options(CLI::App* verb, const Declaration& declaration,
                          std::map<std::string, std::string>& texts) {
  OptionAdder adder(verb, texts);
  declaration(adder);
}

void take_settings_options(const Declaration& declaration, const std::map<std::string, std::string>& texts) {
  OptionTaker taker(texts);
  declaration(taker);
}

}  // namespace cupola
