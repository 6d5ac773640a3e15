#include "record/exposure.hpp"

namespace cupola {

std::string_view aspect_name(int aspect) {
  constexpr std::string_view kNames[] = {"nose", "beam", "tail"};
  return kNames[aspect];
}

std::string_view exposure_words() { return "exposure is geometry and time, not knowledge gained"; }

Exposure operator+(const Exposure& a, const Exposure& b) {
  Exposure sum = a;
  sum.coverage_s += b.coverage_s;
  sum.off_s += b.off_s;
  sum.looks += b.looks;
  sum.dwells += b.dwells;
  sum.detections += b.detections;
  sum.track_s += b.track_s;
  for (std::size_t c = 0; c < kExposureCases; ++c) {
    sum.expected[c] += b.expected[c];
    sum.alone_s[c] += b.alone_s[c];
  }
  return sum;
}

}  // namespace cupola
