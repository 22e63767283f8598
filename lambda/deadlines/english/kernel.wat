;; What takes the time in reading a story, on 32-bit numbers, four at once. Addresses and strides are in bytes; widths in numbers, and multiples of four.
(module
  (memory (export "memory") 32 32)
  ;; Rows times the transpose of a matrix, plus a shift: out[row][at] = shift[at] + sum over place of weights[at][place] * rows[row][place].
  (func (export "linear")
    (param $weights i32) (param $shift i32) (param $rows i32) (param $out i32)
    (param $from i32) (param $to i32) (param $many i32)
    (local $stride i32) (local $at i32) (local $weight i32) (local $place i32) (local $number v128)
    (local $one v128) (local $two v128) (local $three v128) (local $four v128)
    (local.set $stride (i32.shl (local.get $from) (i32.const 2)))
    (block $rowsDone
      (loop $row
        (br_if $rowsDone (i32.eqz (local.get $many)))
        (local.set $at (i32.const 0))
        (local.set $weight (local.get $weights))
        (loop $four_outputs
          (local.set $one (v128.const i32x4 0 0 0 0))
          (local.set $two (local.get $one))
          (local.set $three (local.get $one))
          (local.set $four (local.get $one))
          (local.set $place (i32.const 0))
          (loop $places
            (local.set $number (v128.load (i32.add (local.get $rows) (local.get $place))))
            (local.set $one (f32x4.add (local.get $one) (f32x4.mul (local.get $number)
              (v128.load (i32.add (local.get $weight) (local.get $place))))))
            (local.set $two (f32x4.add (local.get $two) (f32x4.mul (local.get $number)
              (v128.load (i32.add (i32.add (local.get $weight) (local.get $stride)) (local.get $place))))))
            (local.set $three (f32x4.add (local.get $three) (f32x4.mul (local.get $number)
              (v128.load (i32.add (i32.add (local.get $weight) (i32.shl (local.get $stride) (i32.const 1))) (local.get $place))))))
            (local.set $four (f32x4.add (local.get $four) (f32x4.mul (local.get $number)
              (v128.load (i32.add (i32.add (local.get $weight) (i32.mul (local.get $stride) (i32.const 3))) (local.get $place))))))
            (local.set $place (i32.add (local.get $place) (i32.const 16)))
            (br_if $places (i32.lt_u (local.get $place) (local.get $stride))))
          ;; The four sums of four numbers each, side by side.
          (local.set $one (f32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $one) (local.get $two))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $one) (local.get $two))))
          (local.set $three (f32x4.add
            (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 (local.get $three) (local.get $four))
            (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 (local.get $three) (local.get $four))))
          (v128.store (i32.add (local.get $out) (local.get $at))
            (f32x4.add (v128.load (i32.add (local.get $shift) (local.get $at)))
              (f32x4.add
                (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get $one) (local.get $three))
                (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $one) (local.get $three)))))
          (local.set $weight (i32.add (local.get $weight) (i32.shl (local.get $stride) (i32.const 2))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (br_if $four_outputs (i32.lt_u (local.get $at) (i32.shl (local.get $to) (i32.const 2)))))
        (local.set $rows (i32.add (local.get $rows) (local.get $stride)))
        (local.set $out (i32.add (local.get $out) (i32.shl (local.get $to) (i32.const 2))))
        (local.set $many (i32.sub (local.get $many) (i32.const 1)))
        (br $row))))
  ;; A row times each of many others, which stand `stride` bytes apart: out[other] = sum over place of row[place] * others[other][place].
  (func (export "dots")
    (param $row i32) (param $others i32) (param $stride i32) (param $width i32) (param $many i32) (param $out i32)
    (local $place i32) (local $sum v128)
    (local.set $width (i32.shl (local.get $width) (i32.const 2)))
    (block $done
      (loop $other
        (br_if $done (i32.eqz (local.get $many)))
        (local.set $sum (v128.const i32x4 0 0 0 0))
        (local.set $place (i32.const 0))
        (loop $places
          (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul
            (v128.load (i32.add (local.get $row) (local.get $place)))
            (v128.load (i32.add (local.get $others) (local.get $place))))))
          (local.set $place (i32.add (local.get $place) (i32.const 16)))
          (br_if $places (i32.lt_u (local.get $place) (local.get $width))))
        (f32.store (local.get $out) (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $sum)) (f32x4.extract_lane 1 (local.get $sum)))
          (f32.add (f32x4.extract_lane 2 (local.get $sum)) (f32x4.extract_lane 3 (local.get $sum)))))
        (local.set $others (i32.add (local.get $others) (local.get $stride)))
        (local.set $out (i32.add (local.get $out) (i32.const 4)))
        (local.set $many (i32.sub (local.get $many) (i32.const 1)))
        (br $other))))
  ;; As much of each of many rows as its share says: out[place] = sum over other of shares[other] * others[other][place].
  (func (export "blend")
    (param $shares i32) (param $others i32) (param $stride i32) (param $width i32) (param $many i32) (param $out i32)
    (local $place i32) (local $other i32) (local $from i32) (local $sum v128)
    (local.set $width (i32.shl (local.get $width) (i32.const 2)))
    (local.set $many (i32.shl (local.get $many) (i32.const 2)))
    (loop $places
      (local.set $sum (v128.const i32x4 0 0 0 0))
      (local.set $other (i32.const 0))
      (local.set $from (i32.add (local.get $others) (local.get $place)))
      (loop $rows
        (local.set $sum (f32x4.add (local.get $sum) (f32x4.mul
          (v128.load32_splat (i32.add (local.get $shares) (local.get $other)))
          (v128.load (local.get $from)))))
        (local.set $from (i32.add (local.get $from) (local.get $stride)))
        (local.set $other (i32.add (local.get $other) (i32.const 4)))
        (br_if $rows (i32.lt_u (local.get $other) (local.get $many))))
      (v128.store (i32.add (local.get $out) (local.get $place)) (local.get $sum))
      (local.set $place (i32.add (local.get $place) (i32.const 16)))
      (br_if $places (i32.lt_u (local.get $place) (local.get $width))))))
