#include "cli/tracker_settings.hpp"

#include <algorithm>

#include "catalogue/decode.hpp"
#include "cli/reading_options.hpp"
#include "scenario/load.hpp"

namespace cupola {
namespace {

/// The keys at the top of a record.
class KeyLister : public FieldVisitor {
 public:
  std::vector<std::string> keys;
  using FieldVisitor::quantity;
  void quantity(const Field& field, const Measure&, double&) override { keys.emplace_back(field.name); }
  void flag(const Field& field, bool&) override { keys.emplace_back(field.name); }
  void nested(const Field& field, const Declaration&) override { keys.emplace_back(field.name); }

 protected:
  void whole_number(const Field& field, const Whole&, std::int64_t&) override {
    keys.emplace_back(field.name);
  }
  void one_of(const Field& field, std::span<const char* const>, std::size_t&) override {
    keys.emplace_back(field.name);
  }
};

}  // namespace

void declare(FieldVisitor& v, TrackerSettingsFile& file) {
  declare(v, file.settings);
  declare_reading(v, file.reading);
  v.choice({"at", "Rows at the end of every scan, or at every plot that a track took.", kOptional}, file.at);
  v.flag({"register",
          "Estimate each radar's bias from the targets that it shares with others, by the whole file, and "
          "take it off.",
          kOptional},
         file.registered);
}

FileKind tracker_settings_kind() {
  const Declaration declaration = [](FieldVisitor& v) {
    TrackerSettingsFile file;
    declare(v, file);
  };
  KeyLister lister;
  declaration(lister);
  return {"", declaration, lister.keys};
}

bool is_tracker_settings(const Document& document) {
  if (document.root.find(scenario_file_kind().marker)) return false;
  const std::vector<std::string> keys = tracker_settings_kind().any_of;
  return std::ranges::any_of(keys, [&](const std::string& key) { return document.root.find(key.c_str()); });
}

bool read_tracker_settings(const Document& document, TrackerSettingsFile& file, Problems& problems) {
  References references;
  return decode(document, document.root, "", file, references, problems);
}

}  // namespace cupola
