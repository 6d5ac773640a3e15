#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "catalogue/figure.hpp"
#include "core/quantity.hpp"

/// How a struct says, once, what its file looks like.
///
///     void declare(FieldVisitor& v, LauncherType& launcher) {
///       v.about("launcher", "What everybody may know of a launcher.");
///       v.name({"name", "Designation, as the rest of the files call it."}, launcher.name);
///       v.integer({"places", "Places for large rounds."}, between(1, 16), launcher.places);
///       v.figure({"reload_time", "From empty to full."}, duration(0, 86400), Worse::higher,
///                launcher.reload_time_s);
///     }
///
/// Whoever wants something of all fields visits them: the decoder reads a file into them (decode.hpp), the
/// writers of schema and reference page describe them (file_kind.hpp), for_each_figure hands the figures out
/// (figures.hpp), the card prints them (card.hpp). An optional field that is not written keeps the value that
/// the struct gives it; the default shown in schema and page is that of a default-constructed struct.
namespace cupola {

enum class Presence { required, optional };
inline constexpr Presence kOptional = Presence::optional;

/// A key of a file: its name and one sentence.
struct Field {
  const char* name = "";
  const char* doc = "";
  Presence presence = Presence::required;
};

/// Which end of a figure's interval is the worse one for the defence.
enum class Worse { neither, lower, higher };

/// A dimension and the range that makes sense, in SI units and radians.
struct Measure {
  Dimension dimension = Dimension::number;
  double least = 0.0, most = 0.0;
  bool whole = false;  ///< a count
};

/// Whole numbers from `least` to `most`.
struct Whole {
  std::int64_t least, most;
};
constexpr Whole between(std::int64_t least, std::int64_t most) { return {least, most}; }

class FieldVisitor;
using Declaration = std::function<void(FieldVisitor&)>;

/// A list as a visitor sees it.
struct ListAccess {
  std::size_t least, most;
  std::function<void(std::size_t)> resize;
  std::function<std::size_t()> size;
  std::function<void(FieldVisitor&, std::size_t)> element;
  Declaration sample;  ///< declares a default-constructed element
};

/// A map with free names as a visitor sees it.
struct MapAccess {
  bool only_known;  ///< no new names: what is written changes what is there, and only what is written
  std::function<std::vector<std::string>()> names;
  std::function<void(FieldVisitor&, const std::string&)> element;  ///< made if it is not there
  Declaration sample;                                              ///< declares a default-constructed element
};

/// A scalar with a notation of its own: `take` returns what is wrong with a text, or nothing.
struct Notation {
  const char* expected;  ///< for messages: `a height with its datum`
  const char* pattern;   ///< regular expression (ECMA 262) for the schema
  const char* example;
};

/// Visits the declared fields of a struct in order.
class FieldVisitor {
 public:
  virtual ~FieldVisitor() = default;

  /// What record this is; the first thing every declaration says. `record` names it in schema and reference
  /// page.
  virtual void about(const char* /*record*/, const char* /*doc*/) {}

  virtual void quantity(const Field&, const Measure&, double&) {}
  virtual void quantity(const Field&, const Measure&, std::optional<double>&) {}
  /// A list of them; how many belong together is a rule of the record.
  virtual void quantities(const Field&, const Measure&, std::vector<double>&) {}
  virtual void flag(const Field&, bool&) {}
  virtual void text(const Field&, std::string&) {}
  /// Any scalar, as it is written: a text, a number, a word for yes or no.
  virtual void scalar(const Field&, std::string&) {}
  /// The name of the record itself, by which others refer to it.
  virtual void name(const Field&, std::string&) {}
  /// The name of a `kind` (radar, source, ...) declared elsewhere, which must exist once everything is read.
  virtual void reference(const Field&, const char* /*kind*/, std::string&) {}
  virtual void references(const Field&, const char* /*kind*/, std::vector<std::string>&) {}
  virtual void notation(const Field&, const Notation&,
                        const std::function<std::string(std::string_view)>& /*take*/) {}
  virtual void figure(const Field&, const Measure&, Worse, Figure&) {}

  /// Whole numbers of any integer type.
  template <class Integer>
  void integer(const Field& field, const Whole& range, Integer& value) {
    auto wide = static_cast<std::int64_t>(value);
    whole_number(field, range, wide);
    value = static_cast<Integer>(wide);
  }

  /// One of the names of an enumeration, which `names_of(value)` lists in the order of its values.
  template <class Enum>
  void choice(const Field& field, Enum& value) {
    auto index = static_cast<std::size_t>(value);
    one_of(field, names_of(value), index);
    value = static_cast<Enum>(index);
  }

  /// One of a list of names, kept as text.
  void one_of_texts(const Field& field, std::span<const char* const> names, std::string& value) {
    std::size_t index = 0;
    while (index < names.size() && value != names[index]) ++index;
    one_of(field, names, index);
    if (index < names.size()) value = names[index];
  }

  /// A record within this one, declared by `declare(FieldVisitor&, Record&)`.
  template <class Record>
  void record(const Field& field, Record& value) {
    nested(field, [&value](FieldVisitor& v) { declare(v, value); });
  }
  /// The same with its declaration at hand.
  virtual void nested(const Field&, const Declaration&) {}

  /// From `least` to `most` records.
  template <class Record>
  void list(const Field& field, std::size_t least, std::size_t most, std::vector<Record>& values) {
    listed(field,
           {least, most, [&values](std::size_t n) { values.resize(n); }, [&values] { return values.size(); },
            [&values](FieldVisitor& v, std::size_t i) { declare(v, values[i]); }, sample_of<Record>()});
  }

  /// Records under names of the user's choice.
  template <class Record>
  void map(const Field& field, std::map<std::string, Record>& values) {
    mapped(field, map_access(values, false));
  }
  /// Changes to records that are there already: every name must be known, and only the fields written change.
  template <class Record>
  void changes(const Field& field, std::map<std::string, Record>& values) {
    mapped(field, map_access(values, true));
  }

  /// Fields that belong to this record only where the choice `key`, now `value`, is `wanted`.
  template <class Enum>
  void when(const char* key, Enum value, Enum wanted, const std::function<void()>& fields) {
    only_when(key, names_of(wanted)[static_cast<std::size_t>(wanted)], value == wanted, fields);
  }

  /// At least one of these optional fields must be there.
  virtual void at_least_one(std::span<const char* const> /*keys*/) {}
  /// Optional fields that must be there after all: `with` where the choice `key`, now `value`, is `wanted`,
  /// else `without`.
  template <class Enum>
  void needs(const char* key, Enum value, Enum wanted, const std::vector<const char*>& with,
             const std::vector<const char*>& without) {
    needed(key, names_of(wanted)[static_cast<std::size_t>(wanted)], value == wanted, with, without);
  }
  /// The optional field `key` never stands without `other`.
  virtual void comes_with(const char* /*key*/, const char* /*other*/) {}

  /// What must hold between fields read so far; told at `key` where it does not. Not asked where a field is
  /// wrong already.
  virtual void rule(const char* /*key*/, bool /*holds*/, const std::string& /*what*/,
                    const std::string& /*hint*/) {}

 protected:
  virtual void whole_number(const Field&, const Whole&, std::int64_t&) {}
  virtual void one_of(const Field&, std::span<const char* const> /*names*/, std::size_t& /*index*/) {}
  virtual void listed(const Field&, const ListAccess&) {}
  virtual void mapped(const Field&, const MapAccess&) {}
  virtual void needed(const char* /*key*/, const char* /*wanted*/, bool /*holds*/,
                      const std::vector<const char*>& /*with*/, const std::vector<const char*>& /*without*/) {
  }
  virtual void only_when(const char* /*key*/, const char* /*wanted*/, bool holds,
                         const std::function<void()>& fields) {
    if (holds) fields();
  }

 private:
  template <class Record>
  static Declaration sample_of() {
    return [](FieldVisitor& v) {
      Record sample{};
      declare(v, sample);
    };
  }

  template <class Record>
  static MapAccess map_access(std::map<std::string, Record>& values, bool only_known) {
    const auto names = [&values] {
      std::vector<std::string> all;
      for (const auto& [name, value] : values) all.push_back(name);
      return all;
    };
    return {only_known, names,
            [&values](FieldVisitor& v, const std::string& name) { declare(v, values[name]); },
            sample_of<Record>()};
  }
};

/// The fields of a figure, whatever it measures.
void declare_figure(FieldVisitor& v, const Measure& measure, Figure& figure);

}  // namespace cupola
