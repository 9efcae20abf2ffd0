ls -l
#1762700000
sudo -l
#1762700005
cat > x <<E
line one

E
#1762700010
exit
