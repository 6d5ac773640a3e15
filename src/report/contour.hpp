#pragma once

#include <vector>

namespace cupola {

/// Cells row by row, the northern one first.
struct Field {
  const std::vector<float>* cells;
  int columns = 0, rows = 0;
};

/// A point between cells: columns to the east, rows to the south, whole numbers at the middle of cells.
struct FieldPoint {
  double column = 0.0, row = 0.0;
};
using FieldRing = std::vector<FieldPoint>;  ///< closed, its first point not repeated

/// An area with its holes; the ring goes counter-clockwise as seen with north up, the holes clockwise.
struct FieldArea {
  FieldRing outer;
  std::vector<FieldRing> holes;
};

/// Where does a field reach a level?
/// Model      marching squares between the middles of cells, straight lines between values; saddles by the
/// mean
///            of their corners. Outside the field, and where it is negative, it counts as 0
/// Holds for  levels above 0
/// Checked by tests/contour.cpp
std::vector<FieldArea> contour_areas(const Field& field, double level);

}  // namespace cupola
