#include "formats/read_detections.hpp"

#include <algorithm>
#include <span>

#include "formats/asterix_detections.hpp"
#include "formats/asterix_file.hpp"
#include "formats/byte_source.hpp"
#include "formats/column_map.hpp"
#include "formats/pcap.hpp"
#include "formats/plots_csv.hpp"
#include "formats/radar_reports.hpp"
#include "formats/refuse.hpp"
#include "formats/table_reader.hpp"
#include "formats/tidy_detections.hpp"

namespace cupola {
namespace {

constexpr const char* kKnown =
    "known are plots (time_s,sensor,range_m,azimuth_deg,sigma_range_m,sigma_azimuth_deg or "
    "time_s,sensor,east_m,north_m,sigma_east_m,sigma_north_m or det,scan,t_s,range_m,az_deg,el_deg) and "
    "ASTERIX CAT048 "
    "and CAT062";

/// A first line that a text editor shows: no control characters.
bool begins_as_text(std::string_view head) {
  const std::string_view line = head.substr(0, std::min(head.find('\n'), std::size_t{4096}));
  return std::none_of(line.begin(), line.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t' && c != '\r') || byte == 0x7f;
  });
}

bool has_number(const TableReader& table) {
  double value = 0.0;
  return std::any_of(table.fields().begin(), table.fields().end(),
                     [&](std::string_view field) { return number_in_field(field, value); });
}

/// Positions of targets or tracks by name, without what a sensor would claim of them.
bool is_of_states(const TableReader& table) {
  constexpr std::string_view kWho[] = {"target", "track"};
  constexpr std::string_view kClaims[] = {"sensor", "sigma_east_m", "sigma_range_m", "range_m"};
  return columns_in(table, kWho) > 0 && columns_in(table, kClaims) == 0;
}

bool read_text(ByteSource& source, const ReadDetectionsOptions& options, DetectionsRead& read,
               Problems& problems) {
  TableReader table(source);
  if (!table.next(problems))
    return problems.empty() && refuse(problems, source.path(), "nothing but blank lines and remarks");
  if (is_of_states(table)) {
    problems.add(table.problem_here("this is a file of truth or of tracks, not of detections",
                                    "`cupola score TRUTH TRACKS` reads those"));
    return false;
  }
  const std::optional<DetectionsLayout> layout = plots_layout(table);
  if (layout) return read_plots_csv(table, *layout, options, read, problems);
  if (is_radar_reports(table)) return read_radar_reports(table, options, read, problems);
  std::string hint = kKnown;
  if (has_number(table)) hint = "the first line names the columns; " + hint;
  const std::string_view first = table.fields().front();
  if (table.fields().size() == 1 && first.find_first_of(";\t") != std::string_view::npos)
    hint = "fields are separated by commas; " + hint;
  problems.add(table.problem_here("these columns are of no layout that is known", hint));
  return false;
}

bool read_any(ByteSource& source, const ReadDetectionsOptions& options, DetectionsRead& read,
              Problems& problems) {
  const std::string_view head = source.head();
  if (head.empty()) return refuse(problems, source.path(), "the file is empty");
  if (head.starts_with("\xff\xfe") || head.starts_with("\xfe\xff"))
    return refuse(problems, source.path(), "this is UTF-16", "save it as CSV in UTF-8");
  if (begins_as_pcapng(head))
    return refuse(problems, source.path(), "this is pcapng", "save it as pcap: editcap -F pcap IN OUT");
  const std::span bytes(reinterpret_cast<const std::uint8_t*>(head.data()), head.size());
  if (begins_as_pcap(head)) return read_asterix(source, options, read, problems);
  if (begins_as_text(head)) return read_text(source, options, read, problems);
  if (begins_as_asterix(bytes)) return read_asterix(source, options, read, problems);
  return refuse(problems, source.path(), "this is no layout that is known", kKnown);
}

}  // namespace

const char* layout_name(DetectionsLayout layout) {
  switch (layout) {
    case DetectionsLayout::plots_east_north:
      return "plots in east and north";
    case DetectionsLayout::plots_polar:
      return "plots in range and azimuth";
    case DetectionsLayout::plots_over_ground:
      return "plots in range, azimuth and elevation";
    case DetectionsLayout::asterix_plots:
      return "ASTERIX CAT048";
    case DetectionsLayout::asterix_tracks:
      return "ASTERIX CAT062";
    case DetectionsLayout::radar_reports:
      break;
  }
  return "correlated radar reports";
}

std::optional<DetectionsRead> read_detections(const std::string& path, const ReadDetectionsOptions& options,
                                              Problems& problems) {
  ByteSource source;
  DetectionsRead read;
  if (!source.open(path, problems)) return std::nullopt;
  if (!read_any(source, options, read, problems) || !problems.empty()) return std::nullopt;
  tidy_detections(path, read);
  return read;
}

}  // namespace cupola
