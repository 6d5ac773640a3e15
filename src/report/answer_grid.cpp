#include "report/answer_grid.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <set>

#include "report/study_pictures.hpp"

namespace cupola {

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string meta_of(const StoredStudy& study, const char* key) {
  const auto at = study.meta.find(key);
  return at != study.meta.end() ? at->second : std::string();
}

class Grid {
 public:
  explicit Grid(const StoredStudy& study) : s_(study) {
    for (const FactorFile& factor : s_.file.factors) add_factor(factor);
    for (std::size_t f = 0; f < s_.file.factors.size(); ++f) dimensions_.push_back(2 * f);
    for (const std::string& column : s_.file.measures) add_measure(column);
  }
  NetcdfFile file;

 private:
  /// Two names that come to the same are told apart.
  std::string own(const std::string& words) {
    const std::string name = netcdf_name(words);
    std::string now = name;
    for (int i = 2; !names_.insert(now).second; ++i) now = name + "_" + std::to_string(i);
    return now;
  }

  /// Its levels are one dimension, the letters of their names another.
  void add_factor(const FactorFile& factor) {
    const std::string name = own(factor.name), labels = own(name + "_level");
    std::size_t longest = 1;
    for (const LevelFile& level : factor.levels) longest = std::max(longest, level.name.size());
    std::string letters;
    for (const LevelFile& level : factor.levels)
      letters += level.name + std::string(longest - level.name.size(), ' ');
    const std::size_t at = file.dimensions.size();
    file.dimensions.push_back({name, static_cast<std::uint32_t>(factor.levels.size())});
    file.dimensions.push_back({own(name + "_letters"), static_cast<std::uint32_t>(longest)});
    if (const auto numbers = numeric_levels(factor))
      file.variables.push_back(
          {name,
           {at},
           numbers->values,
           {{"long_name", factor.name}, {"units", numbers->unit.empty() ? "1" : numbers->unit}}});
    file.variables.push_back({labels, {at, at + 1}, letters, {{"long_name", "level of " + factor.name}}});
    coordinates_ += (coordinates_.empty() ? "" : " ") + labels;
  }

  void add_measure(const std::string& column) {
    const std::string name = own(column), low = own(name + "_low"), high = own(name + "_high"),
                      count = own(name + "_replicates");
    const std::vector<double> none(s_.points.size(), kNone);
    std::vector<double> values[4] = {none, none, none, std::vector<double>(s_.points.size(), 0.0)};
    for (const PointEstimate& e : s_.answer.estimates) {
      if (e.column != column) continue;
      values[3][e.point] = static_cast<double>(e.replicates);
      if (!e.known) continue;
      values[0][e.point] = e.interval.estimate;
      values[1][e.point] = e.interval.low;
      values[2][e.point] = e.interval.high;
    }
    const StoredMeasure* measure = s_.find(column);
    const std::string text = measure != nullptr ? measure->text : column;
    add(name, values[0], text, unit_of_column(column));
    file.variables.back().attributes.push_back({"ancillary_variables", low + " " + high + " " + count});
    file.variables.back().attributes.push_back({"cell_methods", "replicate: mean"});
    add(low, values[1], text + ": lower end of the 95 % interval", unit_of_column(column));
    add(high, values[2], text + ": upper end of the 95 % interval", unit_of_column(column));
    add(count, values[3], text + ": replicates", "1");
  }

  void add(const std::string& name, const std::vector<double>& values, const std::string& text,
           const std::string& unit) {
    file.variables.push_back(
        {name, dimensions_, values, {{"long_name", text}, {"units", unit}, {"_FillValue", kNone}}});
    if (!coordinates_.empty()) file.variables.back().attributes.push_back({"coordinates", coordinates_});
  }

  const StoredStudy& s_;
  std::set<std::string> names_;
  std::vector<std::size_t> dimensions_;
  std::string coordinates_;
};

}  // namespace

NetcdfFile answer_grid(const StoredStudy& study, const std::vector<std::string>& caveats) {
  NetcdfFile file = Grid(study).file;
  std::string comment;
  for (const std::string& line : caveats) comment += (comment.empty() ? "" : "; ") + line;
  file.attributes = {
      {"Conventions", "CF-1.8"},
      {"title", study.file.name},
      {"summary", study.file.question},
      {"source", "cupola " + meta_of(study, "version") + " (" + meta_of(study, "compiler") + ")"},
      {"seed", meta_of(study, "seed")},
      {"digest", study.digest},
      {"comment", comment}};
  return file;
}

bool is_grid(const StoredStudy& study) { return study.file.design == DesignKind::full; }

std::string unit_of_column(const std::string& column) {
  for (const auto& [ending, unit] : {std::pair{"_s", "s"}, {"_m", "m"}, {"_min", "min"}, {"_usd", "USD"}})
    if (column.ends_with(ending)) return unit;
  return "1";
}

bool is_answer_grid(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string begin(4096, '\0');
  file.read(begin.data(), static_cast<std::streamsize>(begin.size()));
  return begin.starts_with("CDF\x01") && begin.find("cupola") != std::string::npos;
}

}  // namespace cupola
