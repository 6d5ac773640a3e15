#include "formats/state_rows.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <span>

#include "core/printable.hpp"
#include "formats/column_map.hpp"
#include "formats/refuse.hpp"
#include "formats/table_reader.hpp"
#include "record/state_columns.hpp"

namespace cupola {
namespace {

constexpr std::size_t kMostProblems = 20, kMostNames = 1'000'000;
constexpr double kMostTime_s = 4e9, kMostPosition_m = 1e9, kMostSpeed_m_s = 1e6;
constexpr std::string_view kIdentity = "identity";
constexpr std::array<std::string_view, 3> kBareColumns = {"x", "y", "z"};

/// Where a row of this file has what.
struct Places {
  std::vector<std::string_view> names;  // time, who, the state, then what it is
  std::vector<int> at;
  std::size_t dimensions = 2, identity = 0;
  bool has_velocity = true;
};

std::string_view first_of(const TableReader& header, std::span<const std::string_view> names) {
  for (const std::string_view name : names)
    if (columns_in(header, std::array{name}) > 0) return name;
  return names.front();
}

/// The layout that the header comes nearest to; where it holds none, the problem says which there are.
std::optional<Places> places_in(const TableReader& header, StatesOf what, Problems& problems) {
  static constexpr std::array<std::string_view, 3> kOfTruth = {"target", "id", "track"};
  static constexpr std::array<std::string_view, 3> kOfTracks = {"track", "id", "target"};
  static constexpr std::array<std::string_view, 2> kTimes = {"time_s", "t"};
  const std::size_t plane = columns_in(header, kPlaneColumns), space = columns_in(header, kSpaceColumns),
                    bare = columns_in(header, kBareColumns);
  if (plane + space + bare == 0) {
    problems.add(header.problem_here(
        "no columns of positions",
        what == StatesOf::truth
            ? "the header is time_s,target,east_m,north_m,v_east_mps,v_north_mps, or in space "
              "time_s,target,x_m,y_m,z_m,vx_mps,vy_mps,vz_mps, or t,id,x,y,z"
            : "the header is time_s,track,east_m,north_m,v_east_mps,v_north_mps, or in space "
              "time_s,track,x_m,y_m,z_m,vx_mps,vy_mps,vz_mps; more columns may follow"));
    return std::nullopt;
  }
  std::span<const std::string_view> state = kPlaneColumns;
  if (space > plane) state = kSpaceColumns;
  if (bare > std::max(plane, space)) state = kBareColumns;
  Places places;
  places.dimensions = state.data() == kPlaneColumns.data() ? 2 : 3;
  places.names = {first_of(header, kTimes), first_of(header, what == StatesOf::truth ? kOfTruth : kOfTracks)};
  places.names.insert(places.names.end(), state.begin(), state.end());
  // Velocities may be absent, all of them.
  const std::size_t positions = 2 + places.dimensions;
  places.has_velocity =
      places.names.size() > positions && columns_in(header, std::span(places.names).subspan(positions)) > 0;
  const std::size_t required = places.has_velocity ? places.names.size() : positions;
  places.identity = places.names.size();
  if (columns_in(header, std::array{kIdentity}) > 0) places.names.push_back(kIdentity);
  std::vector<std::string> passed_over;  // covariances and the like
  const auto at = map_columns(header, places.names, required, problems, passed_over);
  if (!at) return std::nullopt;
  places.at = *at;
  return places;
}

class StateReader {
 public:
  StateReader(TableReader& table, Places places, Problems& problems)
      : table_(table), places_(std::move(places)), problems_(problems), width_(table.fields().size()) {
    rows_.in_space = places_.dimensions == 3;
    rows_.has_velocity = places_.has_velocity;
    rows_.who_column = places_.names[1];
  }

  std::optional<StateRows> read_all() {
    while (problems_.all().size() < kMostProblems && table_.next(problems_))
      if (!read_row()) break;
    if (!problems_.empty() || !sort_rows()) return std::nullopt;
    return std::move(rows_);
  }

 private:
  struct Row {
    ScoredState state;
    int line;
  };

  /// False where reading should end.
  bool read_row() {
    if (table_.fields().size() != width_) {
      problems_.add(table_.problem_here(
          std::to_string(table_.fields().size()) + " fields where the header has " + std::to_string(width_),
          "is the file cut off here?"));
      return false;
    }
    if (read_.size() >= kMostStateRows) {
      problems_.add(table_.problem_here("more than " + std::to_string(kMostStateRows) + " rows",
                                        "a row takes up to 250 bytes of memory: split the file by time"));
      return false;
    }
    Row row{{}, table_.line()};
    double time_s = 0.0, state[6] = {};
    bool good = number(0, kMostTime_s, "seconds", time_s);
    for (std::size_t i = 0; i + 2 < places_.identity; ++i)
      if (places_.at[i + 2] >= 0)
        good = (i < places_.dimensions ? number(i + 2, kMostPosition_m, "metres", state[i])
                                       : number(i + 2, kMostSpeed_m_s, "metres per second", state[i])) &&
               good;
    good = name(1, names_, rows_.names, row.state.who) && good;
    if (places_.identity < places_.at.size() && !table_.fields()[field_of(places_.identity)].empty())
      good = name(places_.identity, identities_, rows_.identities, row.state.identity) && good;
    if (!good) return names_.size() <= kMostNames;
    row.state.time = Time{} + Duration::seconds(time_s);
    const std::size_t d = places_.dimensions;
    row.state.position_m = {state[0], state[1], d == 3 ? state[2] : 0.0};
    row.state.velocity_m_s = {state[d], state[d + 1], d == 3 ? state[5] : 0.0};
    read_.push_back(row);
    return true;
  }

  bool number(std::size_t name, double most, const char* unit, double& to) {
    const auto field = static_cast<std::size_t>(places_.at[name]);
    const std::string_view text = table_.fields()[field];
    if (number_in_field(text, to) && std::fabs(to) <= most) return true;
    const std::string what = std::string(places_.names[name]) + ": found " + shown_name(text);
    problems_.add(
        table_.problem_at(field, what + ", expected " + unit, "a bare number, decimals with a point"));
    return false;
  }

  std::size_t field_of(std::size_t column) const { return static_cast<std::size_t>(places_.at[column]); }

  using Numbers = std::map<std::string, std::int32_t, std::less<>>;

  /// The number of the word in this field, the next one if it is new.
  bool name(std::size_t column, Numbers& numbers, std::vector<std::string>& words, std::int32_t& number) {
    const std::size_t field = field_of(column);
    const std::string_view text = table_.fields()[field];
    const auto found = numbers.find(text);
    if (text.empty() || (found == numbers.end() && numbers.size() >= kMostNames)) {
      problems_.add(text.empty() ? table_.problem_at(field, "a name is missing")
                                 : table_.problem_at(field, "more than a million names"));
      return false;
    }
    number = found != numbers.end() ? found->second : static_cast<std::int32_t>(words.size());
    if (found != numbers.end()) return true;
    numbers.emplace(std::string(text), number);
    words.emplace_back(text);
    return true;
  }

  /// Rows by time, then by who, each pair once.
  bool sort_rows() {
    const auto key = [](const Row& row) { return std::pair(row.state.time, row.state.who); };
    std::sort(read_.begin(), read_.end(), [&](const Row& a, const Row& b) {
      return key(a) != key(b) ? key(a) < key(b) : a.line < b.line;
    });
    for (std::size_t i = 1; i < read_.size() && problems_.all().size() < kMostProblems; ++i)
      if (key(read_[i]) == key(read_[i - 1]))
        refuse(problems_, table_.path(),
               shown_name(rows_.names[static_cast<std::size_t>(read_[i].state.who)]) +
                   " stands at this time already, in line " + std::to_string(read_[i - 1].line),
               "one row for each name and time", read_[i].line);
    rows_.states.reserve(read_.size());
    for (const Row& row : read_) rows_.states.push_back(row.state);
    return problems_.empty();
  }

  TableReader& table_;
  Places places_;
  Problems& problems_;
  std::size_t width_;
  StateRows rows_;
  std::vector<Row> read_;
  Numbers names_, identities_;
};

}  // namespace

std::optional<StateRows> read_states(const std::string& path, StatesOf what, Problems& problems) {
  ByteSource source;
  if (!source.open(path, problems)) return std::nullopt;
  TableReader table(source);
  if (!table.next(problems)) {
    if (problems.empty()) refuse(problems, path, "the file is empty", "it begins with a header");
    return std::nullopt;
  }
  std::optional<Places> places = places_in(table, what, problems);
  if (!places) return std::nullopt;
  return StateReader(table, std::move(*places), problems).read_all();
}

}  // namespace cupola
