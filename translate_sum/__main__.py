from translate_sum.cli import main

main()
