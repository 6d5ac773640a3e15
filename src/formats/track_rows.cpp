#include "formats/track_rows.hpp"

#include "core/check.hpp"
#include "formats/number_text.hpp"

namespace cupola {

void append_track_row(std::string& text, Time time, std::int64_t track, std::span<const double> state,
                      std::span<const double> covariance) {
  CUPOLA_CHECK((state.size() == 4 || state.size() == 6) &&
               covariance.size() == state.size() * (state.size() + 1) / 2);
  append_fixed(text, (time - Time{}).seconds(), 6);
  text.push_back(',');
  append_whole(text, track);
  for (const double x : state) {
    text.push_back(',');
    append_fixed(text, x, 4);
  }
  for (const double c : covariance) {
    text.push_back(',');
    append_float(text, c);
  }
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string field = "\"";
  for (const char c : text) {
    if (c == '"') field.push_back('"');
    field.push_back(c);
  }
  field.push_back('"');
  return field;
}

void append_association(std::string& text, std::int64_t row, Time time, const std::string& sensor,
                        std::int64_t track) {
  append_whole(text, row);
  text.push_back(',');
  append_fixed(text, (time - Time{}).seconds(), 6);
  text.push_back(',');
  text.append(csv_field(sensor));
  text.push_back(',');
  append_whole(text, track);
  text.push_back('\n');
}

}  // namespace cupola
